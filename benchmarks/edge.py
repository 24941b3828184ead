"""A therapy that a hundred pages show is published while visitors ask for them: who sees what?

Which pages show it is told by their HTML, and by nothing that the site knows of itself.
"""

import time
from argparse import Namespace
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle
from threading import Event
from typing import NamedTuple

from scripts.served import ServedSite

from . import page_cache
from .publish import clicker
from .rows import Goal, Result, Row
from .stage import DEMO, Steps

SHOWN_ON = 100
# As many conditions again do not show it.
STEPS: Steps = (
    *DEMO,
    ("-m", "benchmarks.grow", "--conditions=200", "--therapies=10", f"--shown-on={SHOWN_ON}"),
)
THERAPY = f"Shown on {SHOWN_ON}"
VISITORS = 4
# Seconds between two visits of one visitor, and until a page that stays old is given up.
PAUSE, PATIENCE = 0.01, 60
WHAT = f"publish of a therapy on {SHOWN_ON} pages: "
FRESH = Goal(1, unit=" s")
STALE = Goal(0, unit=" answers")
EVICTED = Goal(0, unit=" pages")


class Visit(NamedTuple):
    """asked_at, came_at: seconds since 1970"""

    path: str
    asked_at: float
    came_at: float
    text: str


@dataclass
class Watch:
    """Visitors who ask for some pages again and again, until they are stopped."""

    site: ServedSite
    paths: list[str]
    visits: list[Visit] = field(default_factory=list)
    end: Event = field(default_factory=Event)

    def run(self, first: int) -> None:
        """What one of them does: his share of the pages, in turn."""
        for path in cycle(self.paths[first::VISITORS]):
            if self.end.wait(PAUSE):
                return
            asked_at = time.time()
            text = page_cache.ask(self.site, path).text
            self.visits.append(Visit(path, asked_at, time.time(), text))

    def until_all_show(self, words: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.paths_without(words) and time.monotonic() < deadline:
            time.sleep(0.1)

    def paths_without(self, words: str) -> set[str]:
        seen = {each.path for each in list(self.visits) if words in each.text}
        return set(self.paths) - seen


@dataclass(frozen=True)
class Seen:
    """What came of a publish. Seconds are since the click.

    shown_on: how many pages had the old words. evicted: of the others, how many were dropped.
    """

    shown_on: int
    others: int
    last_stale: float
    all_new: float
    stale_later: int
    evicted: int
    click: float


def run(asked: Namespace) -> Result:
    with page_cache.served("edge", STEPS, asked.fresh) as site:
        return Result(rows(published(site)), "")


def published(site: ServedSite) -> Seen:
    with clicker(site) as click_on:
        old = click_on(THERAPY)
        kept = cached_pages(site)
        watch = Watch(site, [path for path, text in kept.items() if old["words"] in text])
        new = while_watched(watch, lambda: click_on(THERAPY))
    others = kept.keys() - set(watch.paths)
    evicted = sum(not page_cache.ask(site, path).is_hit for path in others)
    return seen(watch, old["words"], new, len(others), evicted)


def while_watched(watch: Watch, click: Callable[[], dict]) -> dict:
    with ThreadPoolExecutor(VISITORS) as visitors:
        walks = visitors.map(watch.run, range(VISITORS))
        try:
            new = click()
            watch.until_all_show(new["words"])
        finally:
            watch.end.set()
        # Raises what went wrong on the way.
        list(walks)
    return new


def cached_pages(site: ServedSite) -> dict[str, str]:
    """{path: HTML} of all that the cache keeps once it was asked for."""
    paths = [each.path for each in site.addresses() if each.status == 200]
    for path in paths:
        page_cache.ask(site, path)
    answers = {path: page_cache.ask(site, path) for path in paths}
    return {path: answer.text for path, answer in answers.items() if answer.is_hit}


def seen(watch: Watch, old: str, new: dict, others: int, evicted: int) -> Seen:
    began = new["began"]
    stale = [each for each in watch.visits if old in each.text and each.came_at > began]
    first_new: dict[str, float] = {}
    for each in watch.visits:
        if new["words"] in each.text:
            first_new.setdefault(each.path, each.came_at - began)
    return Seen(
        shown_on=len(watch.paths),
        others=others,
        last_stale=max((each.came_at - began for each in stale), default=0),
        all_new=max(first_new.values(), default=float(PATIENCE)),
        stale_later=sum(each.asked_at > began + FRESH.limit for each in stale),
        evicted=evicted,
        click=new["ended"] - began,
    )


def rows(seen: Seen) -> list[Row]:
    when = (
        f"{seen.shown_on} pages, the click took {seen.click:.2f} s; all were asked for and made "
        f"anew after {seen.all_new:.1f} s"
    )
    return [
        Row(f"{WHAT}all fresh after", FRESH, seen.last_stale, when),
        Row(f"{WHAT}stale after that", STALE, seen.stale_later, "a second after the click"),
        Row(f"{WHAT}other pages evicted", EVICTED, seen.evicted, f"of {seen.others} in the cache"),
    ]
