"""Rows of the one table: what was measured, held against a goal."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from .report import row, rule

TIMES = " ×"


@dataclass(frozen=True)
class Goal:
    """unit: what stands after the figure, its space included"""

    limit: float
    at_most: bool = True
    unit: str = TIMES

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.limit:,g}{self.unit}"

    def is_met(self, measured: float) -> bool:
        return measured <= self.limit if self.at_most else measured >= self.limit

    def share(self, measured: float) -> float | None:
        """What was needed of what is allowed: 1 is just right, less is better. None for a goal of
        nothing at all, of which there are no shares."""
        if not self.limit or not (self.at_most or measured):
            return None
        return measured / self.limit if self.at_most else self.limit / measured


@dataclass(frozen=True)
class Row:
    """measured: None where there is nothing to measure yet, or not at this size; `raw` says why"""

    what: str
    goal: Goal
    measured: float | None
    raw: str

    @property
    def is_met(self) -> bool | None:
        return None if self.measured is None else self.goal.is_met(self.measured)

    @property
    def verdict(self) -> str:
        return {True: "met", False: "**missed**", None: "not measured"}[self.is_met]

    @property
    def shown(self) -> str:
        return "" if self.measured is None else f"{figure(self.measured)}{self.goal.unit}"


@dataclass(frozen=True)
class Result:
    """What a part found out: rows of the one table, and its own story below it."""

    rows: list[Row]
    details: str

    def save(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self)))

    @classmethod
    def saved(cls, file: Path) -> "Result":
        said = json.loads(file.read_text())
        rows = [Row(**{**each, "goal": Goal(**each["goal"])}) for each in said["rows"]]
        return cls(rows, said["details"])


def figure(value: float) -> str:
    """Two digits behind the point where they tell something, and none where they do not."""
    if value == int(value) or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def table(rows: list[Row]) -> str:
    lines = [row(["what : beside what", "goal", "measured", "", "raw"]), rule(2) + " --- | --- |"]
    lines += [row([each.what, str(each.goal), each.shown, each.verdict, each.raw]) for each in rows]
    return "\n".join(lines)
