"""Visitors find what they look for, in their own words: measured on the demo clinic."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import override_settings
from django.utils.translation import override

from tests.search.other_languages import add_pages
from tests.search.quality import Asked, mean, read_table, reciprocal_rank
from tests.site.test_demo import DemoTestCase

# Each database has a search of its own: production's always, SQLite's in `make proof`.
pytestmark = pytest.mark.postgres

# Mean reciprocal rank of all queries, those held out included.
FLOOR = {"English": 0.9, "of other kinds": 0.9}


@override_settings(
    WAGTAIL_I18N_ENABLED=True, WAGTAIL_CONTENT_LANGUAGES=[("en", "en"), ("de", "de")]
)
class QualityTests(DemoTestCase):
    def found(self, asked: Asked) -> list[str]:
        """The slugs of the pages on the first page of results, in the order in which they stand."""
        with override(asked.language):
            response = self.client.get("/search/", {"q": asked.query})
        hits = BeautifulSoup(response.content, "html.parser").select(".clinic-search-result a")
        return [hit["href"].rstrip("/").rpartition("/")[2] for hit in hits]

    def measured(self, name: str, table: list[Asked]) -> None:
        ranks = {asked: reciprocal_rank(asked.slug, self.found(asked)) for asked in table}
        report(name, ranks)
        assert mean(ranks.values()) >= FLOOR[name]

    def test_the_right_page_comes_first(self):
        self.measured("English", [asked for asked in TABLE if not asked.is_of_another_kind])

    def test_the_right_page_comes_first_however_it_is_asked_for(self):
        with self.captureOnCommitCallbacks(execute=True):
            add_pages()
        self.measured("of other kinds", [asked for asked in TABLE if asked.is_of_another_kind])


TABLE = read_table()


def report(name: str, ranks: dict[Asked, float]) -> None:
    """Prints both measures, and the misses among the queries that are no secret."""
    tuned = {asked: rank for asked, rank in ranks.items() if not asked.is_held_out}
    held_out = {asked: rank for asked, rank in ranks.items() if asked.is_held_out}
    for part_name, part in (("all", ranks), ("tuned", tuned), ("held out", held_out)):
        first = sum(rank == 1 for rank in part.values())
        print(
            f"{connection.vendor}, {name}, {part_name}: MRR {mean(part.values()):.3f}, "
            f"{first} of {len(part)} right pages come first"
        )
    for asked, rank in tuned.items():
        if rank < 1:
            print(f"  {rank:.2f}  {asked.query} -> {asked.slug} ({asked.kind})")
