"""What an editor waits for who publishes a therapy that half of a large site shows, and what a
worker does afterwards."""

import json
from argparse import Namespace
from contextlib import ExitStack
from statistics import median

from scripts.served import ServedSite

from . import page_cache
from .rows import Goal, Result, Row
from .sizes import MANY, steps
from .stage import database_server, made

FEW = 5
TIMES = 5
CLICK = Goal(2)
PURGED = Goal(1_000, at_most=False, unit=" pages/s")
REINDEXED = Goal(500, at_most=False, unit=" pages/s")
SIZE = "large"


def run(asked: Namespace) -> Result:
    if asked.size != SIZE:
        return Result(missing("measured with SIZE=large"), "")
    many = MANY[SIZE]
    with ExitStack() as stack:
        server = stack.enter_context(database_server())
        settings = page_cache.settings(stack) | {"TASK_WORKER": "on"}
        kept = made(server, f"demo_{many}", steps(many), asked.fresh, **settings)
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
    said = json.loads(site.python("-m", "benchmarks.publish", str(TIMES), *titles))
    few, most = (median(each["ended"] - each["began"] for each in said[title]) for title in titles)
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
