"""Pages that no cache has, beside a bare Wagtail page with the same words as that on sciatica."""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass

from scripts.served import ServedSite
from scripts.wrk import ensure_wrk

from .report import row, rule
from .rows import Goal, Result, Row, figure
from .stage import (
    DEMO,
    WORKERS,
    answering,
    answering_without_plugin,
    database_server,
    made,
)
from .turns import CONNECTIONS, Target, take_turns

BARE = "bare page"
BARE_ADDRESS = "/bare/sciatica/"
PAGES = {
    "sciatica": "/conditions/sciatica/",
    "home": "/",
    "list": "/conditions/",
    "therapy": "/therapies/acupuncture/",
    "form": "/booking/",
    "search": "/search/?q=back+pain",
}
# Times of the bare page.
GOALS = dict.fromkeys(PAGES, Goal(2)) | {"sciatica": Goal(1.6)}
QUERIES = Goal(10, unit=" queries")


@dataclass
class Cost:
    """What a page costs: by itself in one process, and at the server."""

    bytes: int
    queries: int
    seconds: float
    served: Target


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--only", nargs="+", choices=PAGES, default=list(PAGES), metavar="PAGE")
    parser.add_argument("--runs", type=int, default=20, help="in one process")


def run(asked: Namespace) -> Result:
    ensure_wrk()
    with (
        database_server() as server,
        made(server, "demo", DEMO, asked.fresh) as site,
        answering(site),
        answering_without_plugin(site) as other,
    ):
        costs = inside(site, asked.only, asked.runs)
        costs[BARE].served = Target(other.url + BARE_ADDRESS)
        take_turns([each.served for each in costs.values()], asked.rounds, asked.seconds)
    return Result(rows(costs), table(costs))


def inside(site: ServedSite, names: list[str], runs: int) -> dict[str, Cost]:
    pages = {BARE: BARE_ADDRESS} | {name: PAGES[name] for name in names}
    said = json.loads(site.python("-m", "benchmarks.inside", str(runs), *pages.values()))
    return {
        name: Cost(**said[path], served=Target(site.url + path)) for name, path in pages.items()
    }


def rows(costs: dict[str, Cost]) -> list[Row]:
    bare = costs[BARE]
    compared = [
        Row(
            f"cold {name} : bare Wagtail page",
            GOALS[name],
            cost.served.times(bare.served),
            f"{cost.served.rate:.1f} : {bare.served.rate:.1f} requests/s, {cost.queries} queries",
        )
        for name, cost in costs.items()
        if name != BARE
    ]
    queries = [
        Row("queries of cold sciatica", QUERIES, cost.queries, f"{bare.queries} of the bare page")
        for name, cost in costs.items()
        if name == "sciatica"
    ]
    return compared[:1] + queries + compared[1:]


def table(costs: dict[str, Cost]) -> str:
    bare = costs[BARE]
    head = ["page", "time : bare", "goal", "requests/s", "ms inside", ": bare", "queries", "bytes"]
    lines = [row(head), rule(len(head) - 1)]
    lines += [row([name, *_cells(name, cost, bare)]) for name, cost in costs.items()]
    rounds = len(bare.served.loads)
    note = f"- {CONNECTIONS} connections, {WORKERS} workers; medians of {rounds} rounds."
    return "\n".join([*lines, "", note])


def _cells(name: str, cost: Cost, bare: Cost) -> list[str]:
    return [
        figure(cost.served.times(bare.served)),
        str(GOALS.get(name, "")),
        f"{cost.served.rate:,.1f}",
        f"{cost.seconds * 1000:.1f}",
        figure(cost.seconds / bare.seconds),
        f"{cost.queries}",
        f"{cost.bytes:,}",
    ]
