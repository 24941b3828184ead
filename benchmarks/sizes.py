"""The same addresses of a clinic with ten conditions and of one with thousands, side by side."""

import json
import re
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack
from dataclasses import dataclass
from urllib.request import urlopen

from scripts.postgres import Server
from scripts.served import ServedSite
from scripts.wrk import ensure_wrk

from . import searching
from .report import row, rule
from .rows import Goal, Result, Row, figure
from .stage import DEMO, Steps, answering, database_server, made
from .turns import Target, take_turns

FEW = 10
# The demo brings some of its own.
OF_THE_DEMO = 6
MANY = {"small": 1_000, "large": 10_000}
THERAPIES = 200
ADDRESSES = {
    "page": "/conditions/sciatica/",
    "filter": "/conditions/where/lower-back/",
    "search": "/search/?q=back+pain",
    "suggestion": "/search/suggest/?q=sci",
    "booking form": "/booking/",
}
LIST = "/conditions/"
GOAL = Goal(1.3)
FRONT_PAGE = Goal(60, unit=" KB")


@dataclass
class Sized:
    """A served site of some size: how each address fared, the bytes of its front page, and the
    place of its list of conditions in the tree."""

    targets: dict[str, Target]
    front_page: int
    path: str


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--conditions", type=int, help="of the large site")


def run(asked: Namespace) -> Result:
    ensure_wrk()
    many = asked.conditions or MANY[asked.size]
    with ExitStack() as stack:
        server = stack.enter_context(database_server())
        few_site, many_site = (
            stack.enter_context(answering(stack.enter_context(grown(server, count, asked.fresh))))
            for count in (FEW, many)
        )
        few, large = sized(few_site), sized(many_site)
        pairs = [each for name in few.targets for each in (few.targets[name], large.targets[name])]
        searches = searching.targets(many_site, large.path)
        take_turns([*pairs, *searches], asked.rounds, asked.seconds)
    found = [*rows(few, large, many), searching.row_of(*searches, many)]
    return Result(found, table(few, large, many))


def grown(server: Server, conditions: int, fresh: bool):
    return made(server, f"demo_{conditions}", steps(conditions), fresh)


def steps(conditions: int) -> Steps:
    more = ["--conditions", str(conditions - OF_THE_DEMO)]
    if conditions > FEW:
        more += ["--therapies", str(THERAPIES), "--shown-on", "5", str(conditions // 2)]
    return (*DEMO, ("-m", "benchmarks.grow", *more))


def sized(site: ServedSite) -> Sized:
    editor = json.loads(site.python("-m", "benchmarks.editor"))
    targets = {name: Target(site.url + path) for name, path in ADDRESSES.items()}
    targets["letter"] = Target(site.url + letter_of(read(site, LIST)))
    targets["admin listing"] = Target(
        site.url + editor["listing"], (f"Cookie: {editor['cookie']}",)
    )
    return Sized(targets, len(read(site, "/")), editor["path"])


def read(site: ServedSite, path: str) -> bytes:
    with urlopen(site.url + path, timeout=60) as answer:
        return answer.read()


def letter_of(html: bytes) -> str:
    """Where the list's S leads: to a page of its own once the list is long, else it is the list."""
    found = re.search(rf'href="({LIST}[^"#]+)"[^>]*>\s*S\s*</a>', html.decode())
    return found[1].replace("&amp;", "&") if found else LIST


def rows(few: Sized, large: Sized, many: int) -> list[Row]:
    compared = [
        Row(
            f"{name} at {many:,} conditions : at {FEW}",
            GOAL,
            target.times(few.targets[name]),
            f"{target.rate:,.1f} : {few.targets[name].rate:,.1f} requests/s",
        )
        for name, target in large.targets.items()
    ]
    front = Row(
        f"front page at {many:,} conditions",
        FRONT_PAGE,
        large.front_page / 1000,
        f"{few.front_page / 1000:.1f} KB at {FEW}; HTML, not compressed",
    )
    return [*compared, front]


def table(few: Sized, large: Sized, many: int) -> str:
    head = ["", f"ms at {FEW}", f"ms at {many:,}", ":", "p95 at few", "p95 at many"]
    lines = [row(head), rule(len(head) - 1)]
    for name, target in large.targets.items():
        beside = few.targets[name]
        cells = [1000 / beside.rate, 1000 / target.rate, target.times(beside)]
        cells += [1000 * beside.p95, 1000 * target.p95]
        lines.append(row([name, *map(figure, cells)]))
    return "\n".join(lines)
