"""What is measured: how long it takes to answer "who shows this therapy?", and to publish it."""

import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from unittest.mock import patch

from clinic_pages.changes import search_index
from clinic_pages.lib.facets import ALL
from clinic_pages.models import PageFreshness, TherapyPage
from clinic_pages.search_engines import share_images
from clinic_pages.showing.dependents import Target, page_ids_showing, pages_showing

KEYS = "who shows it (keys)"
PAGES = "who shows it (pages, by title)"
PUBLISH = "publish it, and all that follows"
SEARCH = "of that, the search index"
REST = "of that, the rest"
MEASURED = (KEYS, PAGES, PUBLISH, SEARCH, REST)

# Each is done often enough to take a median, unless that takes too long.
RUNS = 25
SECONDS = 15


@dataclass
class Case:
    """One therapy with blocks on some of the pages."""

    therapy: TherapyPage
    shown_on: int
    of: int
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def name(self) -> str:
        return f"{self.shown_on:,} of {self.of:,}"

    def median(self, what: str) -> float:
        return statistics.median(self.seconds[what])

    @property
    def runs(self) -> int:
        """How often it was published."""
        return len(self.seconds[PUBLISH])


def measure(therapy: TherapyPage, shown_on: int, of: int) -> Case:
    case = Case(therapy, shown_on, of)
    for run in (ask, publish):
        _repeat(run, case)
    return case


def _repeat(run: Callable[[Case], None], case: Case) -> None:
    """The first run fills caches, and counts only where there is no time for another."""
    end = time.perf_counter() + SECONDS
    first = Case(case.therapy, case.shown_on, case.of)
    run(first)
    for _ in range(RUNS):
        if time.perf_counter() > end:
            break
        run(case)
    for what, seconds in first.seconds.items():
        if not case.seconds[what]:
            case.seconds[what] = seconds


def ask(case: Case) -> None:
    target = Target(TherapyPage, str(case.therapy.pk), ALL)
    keys = _timed(case, KEYS, lambda: page_ids_showing([target]))
    pages = _timed(case, PAGES, lambda: list(pages_showing(case.therapy)))
    # The therapy itself, both lists and the front page show it, too.
    assert len(keys) + 1 == len(pages) == case.shown_on + 4, (len(keys), len(pages))


def _timed(case: Case, what: str, function: Callable):
    start = time.perf_counter()
    answer = function()
    case.seconds[what].append(time.perf_counter() - start)
    return answer


def publish(case: Case) -> None:
    therapy = TherapyPage.objects.get(pk=case.therapy.pk)
    therapy.shared_text = f"<p>Other words, written at {time.time()}.</p>"
    revision = therapy.save_revision()
    PageFreshness.objects.all().delete()
    stopwatch = _Stopwatch(search_index.reindex)
    with (
        patch.object(search_index, "reindex", stopwatch),
        # Pages that were published before have theirs; these were planted, and would all draw one.
        patch.object(share_images, "refresh", lambda page_ids: None),
    ):
        _timed(case, PUBLISH, revision.publish)
    case.seconds[SEARCH].append(stopwatch.seconds)
    case.seconds[REST].append(case.seconds[PUBLISH][-1] - stopwatch.seconds)
    assert PageFreshness.objects.count() == stopwatch.pages == case.shown_on + 1


class _Stopwatch:
    """Stands in for what a task does, and takes its time. Here tasks run when they are queued."""

    def __init__(self, work):
        self._work = work
        self.seconds = 0.0
        self.pages = 0

    def __call__(self, page_ids: list[int]) -> None:
        start = time.perf_counter()
        self._work(page_ids)
        self.seconds += time.perf_counter() - start
        self.pages += len(page_ids)
