"""Addresses of servers take turns under load, so that whatever else the machine does meets each."""

import time
from dataclasses import dataclass, field
from statistics import median

from scripts.wrk import Load, load

CONNECTIONS = 4


@dataclass
class Target:
    """An address and what it did in each round. paths: asked for in its place, in turn."""

    url: str
    headers: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    loads: list[Load] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return median(each.rate for each in self.loads)

    @property
    def p95(self) -> float:
        return median(each.p95 for each in self.loads)

    def times(self, other: "Target") -> float:
        """How many times the other's time this one takes: the median of rounds."""
        return median(b.rate / a.rate for a, b in zip(self.loads, other.loads, strict=True))


def take_turns(targets: list[Target], rounds: int, seconds: int) -> None:
    """The first turn is short, wakes all workers up, and does not count."""
    for target in targets:
        _ask(target, 1)
    for _ in range(rounds):
        for target in targets:
            target.loads.append(_ask(target, seconds))


def _ask(target: Target, seconds: int) -> Load:
    done = load(target.url, CONNECTIONS, seconds, target.headers, target.paths)
    # What was under way when time was up is still being answered, and would cost the next one.
    time.sleep(2 * CONNECTIONS / done.rate)
    return done
