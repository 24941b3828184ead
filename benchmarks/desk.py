"""A day and a week of the reception's calendar, with few bookings and with tens of thousands."""

import statistics
import time
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass

from .project import analyze, project
from .rows import Goal, Result, Row

# Of the week that is looked at; the others lie around it.
FEW = 50
MANY = 20_000
# Requests that wait, with nobody's time.
WAITING = 5_000
PRACTITIONERS = 5
GOAL = Goal(1.3)
RUNS = 25
CALENDAR = "/admin/clinic-pages/calendar/"
SCREENS = {"day": "?day={day}", "week": "?day={day}&view=week", "list": "?day={day}&as=list"}


@dataclass
class Case:
    """seconds: of each screen, the median of runs."""

    appointments: int
    seconds: dict[str, float]


def run(asked: Namespace) -> Result:
    with project():
        from .bookings import Practice

        practice = Practice(PRACTITIONERS)
        practice.fill_the_week(FEW)
        analyze()
        few = measure(practice, FEW)
        practice.fill_other_weeks(MANY - FEW)
        practice.let_wait(WAITING)
        analyze()
        return Result(list(rows(few, measure(practice, MANY))), "")


def measure(practice, appointments: int) -> Case:
    client = practice.client_of_reception()
    addresses = {name: CALENDAR + at.format(day=practice.monday) for name, at in SCREENS.items()}
    return Case(appointments, {name: _median(client, each) for name, each in addresses.items()})


def _median(client, address: str) -> float:
    """The first run fills caches, and does not count."""
    seconds = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        assert client.get(address).status_code == 200
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds[1:])


def rows(few: Case, many: Case) -> Iterator[Row]:
    for name, seconds in many.seconds.items():
        beside = few.seconds[name]
        yield Row(
            f"calendar, a {name} at {many.appointments:,} appointments : at {few.appointments}",
            GOAL,
            seconds / beside,
            f"{seconds * 1000:.1f} : {beside * 1000:.1f} ms, the same {few.appointments} in view",
        )
