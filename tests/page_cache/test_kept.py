"""Who gets a kept page, and what of it."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.page_cache.visitors import BYPASS, MISS, status, visit

# A kept page asks no database, whichever it is.
pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("page_cache")]

SCIATICA = "/conditions/sciatica/"


@pytest.fixture(autouse=True)
def sciatica(world):
    return world["sciatica"]


def test_the_second_visitor_gets_the_page_of_the_first():
    first, second = visit(SCIATICA), visit(SCIATICA)
    assert first["Cache-Status"] == MISS
    assert second["Cache-Status"].startswith("clinic_pages; hit; ttl=600")
    assert second.content == first.content
    different = {"Cache-Status"}
    assert {k: v for k, v in first.items() if k not in different} == {
        k: v for k, v in second.items() if k not in different
    }


def test_a_kept_page_asks_no_database():
    visit(SCIATICA)
    with CaptureQueriesContext(connection) as queries:
        assert status(SCIATICA) == "hit"
    assert not queries.captured_queries


def test_a_browser_asks_each_time_and_is_told_that_it_has_the_page():
    first = visit(SCIATICA)
    assert first["Cache-Control"] == "max-age=0"
    again = visit(SCIATICA, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert visit(SCIATICA, if_none_match='"other"').status_code == 200


def test_who_has_the_page_makes_it_for_the_others():
    etag = visit(SCIATICA)["ETag"]
    caches["pages"].clear()
    again = visit(SCIATICA, if_none_match=etag)
    assert (again.status_code, again["Cache-Status"]) == (304, MISS)
    assert status(SCIATICA) == "hit"


def test_a_date_confirms_nothing():
    """A page may change twice within a second."""
    first = visit(SCIATICA)
    assert visit(SCIATICA, if_modified_since=first["Last-Modified"]).status_code == 200


def test_head_is_answered_from_the_page():
    visit(SCIATICA)
    head = Client(headers={"host": "localhost"}).head(SCIATICA)
    assert "hit" in head["Cache-Status"]
    assert head.content == b""
    assert int(head["Content-Length"]) > 1_000


@pytest.mark.parametrize(
    "query",
    ["utm_source=a&utm_campaign=b", "gclid=1", "fbclid=x", "mc_cid=1&mc_eid=2", "msclkid=3", ""],
)
def test_whatever_campaign_it_is(query):
    assert visit(f"{SCIATICA}?{query}")["Cache-Status"] == MISS
    assert status(SCIATICA) == "hit"
    assert status(f"{SCIATICA}?utm_medium=mail") == "hit"


def test_no_campaign_gets_into_the_page():
    with_campaign = visit(f"{SCIATICA}?utm_source=somewhere")
    assert b"somewhere" not in with_campaign.content


@pytest.mark.parametrize("query", ["q=1", "page=0", "page=1000", "page=1&page=2", "page=x", "utm"])
def test_nobody_fills_the_cache_by_making_up_addresses(query):
    assert status(f"{SCIATICA}?{query}") == BYPASS
    assert status(f"{SCIATICA}?{query}") == BYPASS


def test_another_page_of_a_list_is_another_page():
    assert status("/conditions/?page=1") == status("/conditions/") == MISS
    assert status("/conditions/?page=1") == status("/conditions/?page=1&utm_source=a") == "hit"


def test_each_site_and_scheme_has_its_own(settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert status(SCIATICA) == MISS
    assert status(SCIATICA, host="second.example") == MISS
    assert Client().get(SCIATICA, secure=True)["Cache-Status"] == MISS
    assert visit("/conditions/", host="second.example").content != visit("/conditions/").content


def test_cookies_of_others_play_no_part():
    assert status(SCIATICA) == MISS
    assert status(SCIATICA, cookie="_ga=GA1.2.3; consent=yes") == "hit"


def test_off_it_says_nothing(settings):
    settings.CLINIC_PAGES = {**settings.CLINIC_PAGES, "PAGE_CACHE": ""}
    assert "Cache-Status" not in visit(SCIATICA)
