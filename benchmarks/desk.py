"""What the reception looks at, with few bookings and with tens of thousands: a day and a week of
the calendar, and a search at the desk."""

import statistics
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
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
DESK = "/admin/booking-desk/"
# Each is one patient's, of the few.
SEARCHES = ["a name", "last digits", "a part of a reference"]
SCREENS = {"day": "?day={day}", "week": "?day={day}&view=week", "list": "?day={day}&as=list"}


@dataclass
class Case:
    """seconds: of each screen and of each search, the median of runs."""

    appointments: int
    seconds: dict[str, float]
    searches: dict[str, float]


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
    return Case(
        appointments,
        {name: _median(lambda at=each: client.get(at)) for name, each in addresses.items()},
        {
            name: _median(lambda typed=each: _search(client, typed))
            for name, each in zip(SEARCHES, practice.said_by_a_patient(), strict=True)
        },
    )


def _search(client, typed: str):
    """As from a browser: it is led on to the answer."""
    response = client.post(DESK, {"typed": typed}, follow=True)
    assert b"1 request found" in response.content, typed
    return response


def _median(ask: Callable) -> float:
    """The first run fills caches, and does not count."""
    seconds = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        assert ask().status_code == 200
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
    for name, seconds in many.searches.items():
        beside = few.searches[name]
        yield Row(
            f"desk, a search for {name} at {many.appointments + WAITING:,} requests : "
            f"at {few.appointments}",
            GOAL,
            seconds / beside,
            f"{seconds * 1000:.1f} : {beside * 1000:.1f} ms, one is found",
        )
