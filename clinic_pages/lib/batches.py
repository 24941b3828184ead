"""Long lists of work, in parts."""

# How many pages one background task looks after.
TASK_SIZE = 200


def in_batches(values: list, size: int = TASK_SIZE) -> list[list]:
    return [values[start : start + size] for start in range(0, len(values), size)]
