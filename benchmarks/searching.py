"""The search as visitors ask it, beside a page that is one indexed look-up in the same frame."""

import csv
from urllib.parse import urlencode

from scripts.served import ROOT, ServedSite

from .rows import Goal, Row
from .turns import Target

QUERIES = ROOT / "tests/search/queries.csv"
GOAL = Goal(5)


def targets(site: ServedSite, path: str) -> tuple[Target, Target]:
    """The search, and the look-up of a page by its place in the tree."""
    with QUERIES.open(encoding="utf-8") as file:
        asked = [row["query"] for row in csv.DictReader(file)]
    addresses = tuple(f"/search/?{urlencode({'q': query})}" for query in asked)
    return Target(site.url, paths=addresses), Target(f"{site.url}/lookup/{path}/")


def row_of(search: Target, lookup: Target, conditions: int) -> Row:
    return Row(
        f"search at {conditions:,} conditions, p95 : an indexed look-up, p95",
        GOAL,
        search.p95 / lookup.p95,
        f"{search.p95 * 1000:.0f} : {lookup.p95 * 1000:.0f} ms; {search.rate:.1f} requests/s",
    )
