"""How much the long proofs go through: a part in `make test`, all of it in `make proof`."""

import os

IS_PROOF = os.environ.get("PROOF") == "1"


def size(part: int, whole: int, variable: str = "") -> int:
    """`part`, or with PROOF=1 `whole`; or whatever the environment variable says."""
    return int(os.environ.get(variable) or (whole if IS_PROOF else part))


def is_usual(variable: str) -> bool:
    """Whether it is the part that everybody goes through: the same examples each time."""
    return not IS_PROOF and variable not in os.environ
