"""What an editor waits for who publishes a therapy that half of a large site shows, and what a
worker does afterwards."""

import json
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from statistics import median

from scripts.served import ServedSite

from . import page_cache
from .publish import clicker
from .rows import Goal, Result, Row
from .sizes import MANY, steps
from .stage import database_server, made

FEW = 5
TIMES = 5
CLICK = Goal(2)
PURGED = Goal(1_000, at_most=False, unit=" pages/s")
REINDEXED = Goal(500, at_most=False, unit=" pages/s")
SIZE = "large"


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--conditions", type=int, help="in place of 10,000, at any size")


def run(asked: Namespace) -> Result:
    if asked.size != SIZE and not asked.conditions:
        return Result(missing("measured with SIZE=large"), "")
    many = asked.conditions or MANY[SIZE]
    with ExitStack() as stack:
        server = stack.enter_context(database_server())
        settings = {
            **page_cache.settings(stack),
            **page_cache.settings_of_front(stack),
            "TASK_WORKER": "on",
        }
        # First as it is kept, without a worker whose tables are not there yet.
        with made(server, "demo_kept", steps(many), asked.fresh):
            pass
        kept = made(server, f"demo_{many}", steps(many), **settings)
        site = stack.enter_context(kept)
        # The worker's tables.
        site.python("manage.py", "migrate", "--verbosity=0")
        return Result([click(site, many), *background(site, many // 2)], "")


def missing(why: str) -> list[Row]:
    many = MANY[SIZE]
    goals = {
        of_click(many): CLICK,
        in_background("purge", many // 2): PURGED,
        in_background("reindex", many // 2): REINDEXED,
    }
    return [Row(name, goal, None, why) for name, goal in goals.items()]


def of_click(many: int) -> str:
    return f"publish click of a therapy on {many // 2:,} of {many:,} pages : on {FEW}"


def in_background(word: str, pages: int) -> str:
    return f"{word} in the background, {pages:,} pages"


def click(site: ServedSite, many: int) -> Row:
    titles = [f"Shown on {count}" for count in (FEW, many // 2)]
    with clicker(site) as click_on:
        # Of the first turn nothing counts but that it was done.
        turns = [[click_on(title) for title in titles] for _ in range(TIMES + 1)][1:]
    taken = [[each["ended"] - each["began"] for each in turn] for turn in turns]
    few, most = map(median, zip(*taken, strict=True))
    raw = f"{most * 1000:,.0f} : {few * 1000:,.0f} ms, medians of {TIMES}; a worker does the rest"
    return Row(of_click(many), CLICK, most / few, raw)


def background(site: ServedSite, pages: int) -> list[Row]:
    done = json.loads(site.python("-m", "benchmarks.background", f"Shown on {pages}"))
    return [
        rate(done, "purge", pages, PURGED),
        rate(done, "reindex", pages, REINDEXED),
    ]


def rate(done: dict[str, dict], word: str, pages: int, goal: Goal) -> Row:
    """How many pages a second the tasks with this word in their names got done."""
    what = in_background(word, pages)
    tasks = [each for name, each in done.items() if word in name]
    if not tasks:
        return Row(what, goal, None, "nothing was left to a worker")
    seconds = max(each["ended"] for each in tasks) - min(each["began"] for each in tasks)
    count = sum(each["tasks"] for each in tasks)
    return Row(what, goal, pages / seconds, f"{pages:,} pages in {seconds:.1f} s, {count} tasks")
