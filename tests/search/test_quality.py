"""Visitors find what they look for, in their own words: measured on the demo clinic."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection

from tests.search.quality import Asked, mean, read_table, reciprocal_rank
from tests.site.test_demo import DemoTestCase

# Each database has a search of its own: production's always, SQLite's in `make proof`.
pytestmark = pytest.mark.postgres

# Mean reciprocal rank of all queries, those held out included.
FLOOR = {"postgresql": 0.9, "sqlite": 0.9}


class QualityTests(DemoTestCase):
    def found(self, query: str) -> list[str]:
        """The slugs of the pages on the first page of results, in the order in which they stand."""
        response = self.client.get("/search/", {"q": query})
        hits = BeautifulSoup(response.content, "html.parser").select(".clinic-search-result a")
        return [hit["href"].rstrip("/").rpartition("/")[2] for hit in hits]

    def test_the_right_page_comes_first(self):
        ranks = {asked: reciprocal_rank(asked.slug, self.found(asked.query)) for asked in TABLE}
        report(ranks)
        assert mean(ranks.values()) >= FLOOR[connection.vendor]


TABLE = read_table()


def report(ranks: dict[Asked, float]) -> None:
    """Prints both measures, and the misses among the queries that are no secret."""
    tuned = {asked: rank for asked, rank in ranks.items() if not asked.is_held_out}
    held_out = {asked: rank for asked, rank in ranks.items() if asked.is_held_out}
    for name, part in (("all", ranks), ("tuned", tuned), ("held out", held_out)):
        first = sum(rank == 1 for rank in part.values())
        print(
            f"{connection.vendor}, {name}: MRR {mean(part.values()):.3f}, "
            f"{first} of {len(part)} right pages come first"
        )
    for asked, rank in tuned.items():
        if rank < 1:
            print(f"  {rank:.2f}  {asked.query} -> {asked.slug} ({asked.kind})")
