"""Ten minutes of visitors, bookings and publishing, while processes die and the cache server is
restarted. `LOAD_SECONDS=60` for a shorter look."""

import os
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import NamedTuple

from scripts import wrk

from .clinic import DOMAIN, Clinic
from .crowd import Crowd
from .test_deployed import nobody_turned_away

SECONDS = int(os.environ.get("LOAD_SECONDS", 600))
# Of what the site can do.
PART = 0.7
CONNECTIONS = 16
# Seconds between two publications, and two killed workers.
PUBLISH, KILL = 2, 60
# Seconds after a publication when nobody may see what was there before.
FRESH = 1
PAGES = (
    "/",
    "/conditions/",
    "/conditions/sciatica/",
    "/therapies/cupping/",
    "/therapies/",
)
OTHERS = ("/search/?q=back", "/search/suggest/?q=sci", "/booking/")
# Of ten questions eight are for pages.
MIX = (*PAGES[:4], OTHERS[0], *PAGES[1:], OTHERS[1], *PAGES[:3], OTHERS[2])
THERAPY, SHOWN_ON = "Cupping", ("/conditions/sciatica/", "/therapies/cupping/")
WORDS = re.compile(r"Published at (\d+)")
EDITOR = """
cd /srv/clinic/current; set -a; . /etc/clinic.env; LOG_LEVEL=WARNING; set +a
exec setpriv --reuid=clinic --regid=clinic --init-groups .venv/bin/python -m benchmarks.publish
"""
WORKERS = """
main=$(systemctl show --property=MainPID --value clinic-web)
cat /proc/$main/task/$main/children
"""
# Why a visitor got an error.
COMPLAINTS = """
grep -vE '" (200|304) ' /var/log/nginx/clinic.log | cut -d' ' -f2- | tail -40 || :
tail -5 /var/log/nginx/clinic.error.log
journalctl --unit=clinic-web --lines=40 --output=cat | cut -c1-2000
"""


class Seen(NamedTuple):
    """edition: nanoseconds since 1970, of the publication that the page showed."""

    asked_at: float
    path: str
    edition: int


@dataclass
class Day:
    """What goes on at once. published: (edition, when it was done), in order."""

    clinic: Clinic
    crowd: Crowd
    published: list[tuple[int, float]] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    killed: int = 0
    end: Event = field(default_factory=Event)

    def publish(self) -> None:
        editor = self.clinic.machine.start(EDITOR)
        while not self.end.wait(PUBLISH):
            print(THERAPY, file=editor.stdin, flush=True)
            edition = int(WORDS.search(editor.stdout.readline())[1])
            self.published.append((edition, time.time()))
        editor.stdin.close()
        editor.wait()

    def watch(self) -> None:
        while not self.end.wait(0.1):
            for path in SHOWN_ON:
                asked_at = time.time()
                if found := WORDS.search(self.crowd.ask(path)):
                    self.seen.append(Seen(asked_at, path, int(found[1])))

    def kill(self) -> None:
        """The youngest, so that the others grow old."""
        while not self.end.wait(min(KILL, SECONDS / 3)):
            self.clinic.type(f"kill -9 {max(workers(self.clinic))}")
            self.killed += 1

    def restart_the_cache(self) -> None:
        for _ in range(2):
            if not self.end.wait(SECONDS / 3):
                self.clinic.type("systemctl restart redis-server")

    def stale(self) -> Iterator[str]:
        for seen in self.seen:
            due = [edition for edition, done in self.published if done + FRESH < seen.asked_at]
            if due and seen.edition < max(due):
                yield f"{seen.path} {seen.asked_at}: {seen.edition}, not {max(due)}"


def workers(clinic: Clinic) -> list[int]:
    return [int(pid) for pid in clinic.type(WORKERS).split()]


def peaks(clinic: Clinic) -> dict[int, int]:
    """{process: the most memory that it ever had, in KB}"""
    pids = workers(clinic)
    lines = clinic.type("; ".join(f"grep VmHWM /proc/{pid}/status" for pid in pids)).splitlines()
    return {pid: int(line.split()[1]) for pid, line in zip(pids, lines, strict=True)}


def ask(seconds: int, pause: int = 0) -> wrk.Load:
    """RuntimeError where a visitor gets an error."""
    header = (f"Host: {DOMAIN}",)
    return wrk.load("https://127.0.0.1", CONNECTIONS, seconds, header, MIX, pause)


def pause_for(full: wrk.Load) -> int:
    """Milliseconds, so that the connections ask for a part of what they can."""
    return round(1000 * CONNECTIONS * (1 / (PART * full.rate) - 1 / full.rate))


def test_a_day_of_all_that_can_happen(clinic: Clinic):
    wrk.ensure_wrk()
    full = ask(15)
    day = Day(clinic, Crowd(clinic))
    before = peaks(clinic)
    ways: list[Callable] = [day.publish, day.watch, day.kill, day.restart_the_cache]
    with ThreadPoolExecutor(8) as people:
        going = [people.submit(way) for way in [*ways, day.crowd.book, day.crowd.book]]
        try:
            asked = ask(SECONDS, pause_for(full))
        except RuntimeError as error:
            raise AssertionError(f"{error}\n{clinic.type(COMPLAINTS)}") from error
        finally:
            day.end.set()
            day.crowd.end.set()
    for way in going:
        way.result()
    after = peaks(clinic)
    old = {pid: after[pid] / before[pid] for pid in before.keys() & after.keys()}
    print(
        f"\n{full.rate:.0f} requests/s at most, {asked.rate:.0f} in {SECONDS} s; "
        f"{len(day.published)} published, {len(day.seen)} looked at, {day.killed} workers killed; "
        f"{len(day.crowd.booked)} booked, longest wait {day.crowd.waited:.1f} s; "
        f"peak of memory {max(old.values(), default=0):.2f} times that at the start"
    )
    assert day.killed >= 2
    assert len(day.published) > SECONDS / PUBLISH / 2
    assert len(day.seen) > SECONDS
    assert [*day.stale()] == []
    nobody_turned_away(day.crowd)
    assert old and max(old.values()) <= 1.2
