"""Visitors who come while something happens: who was turned away, and who waited how long?"""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, cycle
from threading import Event

from .clinic import Clinic

PATHS = ("/", "/conditions/sciatica/", "/conditions/", "/therapies/cupping/", "/search/?q=back")
READERS = 4
TOKEN = re.compile(r'name="token" value="([^"]+)"')
REFERENCE = re.compile(r'clinic-thanks__reference">([^<]+)<')
# Each who books is somebody else: a clinic takes only so much from one.
NUMBERS = count()
# Longer than a form is taken for a program's.
READING = 2.2


@dataclass
class Crowd:
    """turned_away: what they got instead. waited: seconds, the longest. booked: references."""

    clinic: Clinic
    visits: int = 0
    turned_away: list[str] = field(default_factory=list)
    waited: float = 0
    booked: list[str] = field(default_factory=list)
    end: Event = field(default_factory=Event)

    def read(self, first: int) -> None:
        for path in cycle(PATHS[first:] + PATHS[:first]):
            if self.end.wait(0.05):
                return
            self.ask(path)

    def book(self) -> None:
        while not self.end.is_set():
            number = next(NUMBERS)
            # A clinic takes only so many from one address.
            address = f"127.1.{number // 250}.{number % 250 + 1}"
            form = self.ask("/booking/", address=address)
            time.sleep(READING)
            if token := TOKEN.search(form):
                self._thanked(self.ask("/booking/", _typed(token[1], number), address))

    def _thanked(self, page: str) -> None:
        if reference := REFERENCE.search(page):
            self.booked.append(reference[1])
        else:
            self.turned_away.append(f"not thanked: {page[:200]}")

    def ask(self, path: str, fields: dict | None = None, address: str = "127.0.0.1") -> str:
        began = time.monotonic()
        try:
            answer = self.clinic.ask(path, fields, address)
        except OSError as error:
            self.turned_away.append(f"{path}: {error!r}")
            return ""
        self.visits += 1
        self.waited = max(self.waited, time.monotonic() - began)
        if answer.status != 200:
            self.turned_away.append(f"{path}: {answer.status} {answer.text[:200]}")
        return answer.text


def _typed(token: str, number: int) -> dict:
    return {
        "token": token,
        "name": f"Zebedee Quill {number}",
        "email": f"patient{number}@patient.example",
        "is_returning": "no",
        "note": "It aches.",
        "consent": "on",
    }


@contextmanager
def crowd(clinic: Clinic) -> Iterator[Crowd]:
    """Readers and one who books, while the body runs. Raises what went wrong on their way."""
    come = Crowd(clinic)
    with ThreadPoolExecutor(READERS + 1) as people:
        ways = [people.submit(come.read, number) for number in range(READERS)]
        ways.append(people.submit(come.book))
        try:
            yield come
            # Somebody has come before and after.
            time.sleep(2 * READING)
        finally:
            come.end.set()
    for way in ways:
        way.result()
