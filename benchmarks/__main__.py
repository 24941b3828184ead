"""`python -m benchmarks all`: measures, and writes one table and a chart of it. See README.md.

`python -m benchmarks cold` and the like measure one part and print what they find; `--help` says
with which options.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from . import clicks, cold, deployed, desk, edge, hit, sitemaps, sizes, therapies
from .report import machine_and_load
from .rows import table
from .whole import run_all

PARTS = {
    "cold": cold,
    "hit": hit,
    "nginx": deployed,
    "edge": edge,
    "sizes": sizes,
    "clicks": clicks,
    "therapies": therapies,
    "sitemap": sitemaps,
    "desk": desk,
}


def parser() -> ArgumentParser:
    whole = ArgumentParser(prog="python -m benchmarks")
    parts = whole.add_subparsers(dest="part", required=True)
    for name in ("all", *PARTS):
        add_options(parts.add_parser(name), name)
    return whole


def add_options(part: ArgumentParser, name: str) -> None:
    part.add_argument("--size", choices=("small", "large"), default="small")
    part.add_argument("--rounds", type=int, default=3)
    part.add_argument("--seconds", type=int, default=3, help="for each address in each round")
    part.add_argument("--fresh", action="store_true", help="make the sites again")
    if name != "all":
        part.add_argument("--into", type=Path, help="a file for the result")
    if more := getattr(PARTS.get(name), "add_options", None):
        more(part)


def run_part(asked: Namespace) -> None:
    load = machine_and_load()
    result = PARTS[asked.part].run(asked)
    print(load, "", table(result.rows), "", result.details, sep="\n")
    if asked.into:
        result.save(asked.into)


if __name__ == "__main__":
    given = parser().parse_args()
    if given.part == "all":
        run_all(PARTS, given)
    else:
        run_part(given)
