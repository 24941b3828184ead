"""What a gate found, said once for all pages that have it."""


class Faults:
    """`add(path, lines)` on the way, `must_be_none()` at the end."""

    def __init__(self):
        self.paths: dict[str, list[str]] = {}

    def add(self, path: str, lines: list[str]) -> None:
        for line in lines:
            self.paths.setdefault(line, []).append(path)

    def must_be_none(self) -> None:
        assert not self.paths, f"\n{self}"

    def __str__(self) -> str:
        return "\n".join(f"{line}\n{_some(on)}" for line, on in self.paths.items())


def _some(paths: list[str]) -> str:
    unique = list(dict.fromkeys(paths))
    more = [f"and {len(unique) - 3} more"] if len(unique) > 3 else []
    return "\n".join(f"    {line}" for line in ["on " + path for path in unique[:3]] + more)
