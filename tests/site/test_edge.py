"""What nginx in front may keep: only pages for everybody, and no longer than the running second."""

import gzip
import time

import pytest
from django.core.cache import caches
from django.http import HttpResponse

from home.edge import keep_for_the_moment
from tests.page_cache.visitors import status, visit

SCIATICA = "/conditions/sciatica/"
HEADER = "X-Accel-Expires"

pytestmark = pytest.mark.usefixtures("page_cache", "world")


def test_a_kept_page_is_for_nginx_too():
    assert HEADER in visit(SCIATICA)
    before = int(time.time())
    until = visit(SCIATICA)[HEADER]
    assert until.startswith("@")
    assert before <= int(until[1:]) <= time.time()


def test_so_is_the_word_that_nothing_has_changed():
    etag = visit(SCIATICA)["ETag"]
    again = visit(SCIATICA, if_none_match=etag)
    assert again.status_code == 304
    assert HEADER in again


def test_nothing_else_is():
    for path in ("/search/?q=back", "/booking/", "/sitemap.xml", "/nowhere/", "/robots.txt"):
        assert HEADER not in visit(path), path
    assert HEADER not in visit(SCIATICA, authorization="Basic YTpi")


def test_a_page_that_could_not_be_kept_is_not():
    """Without its cache server, the site does not hear of changes either."""
    caches["pages"].clear()
    response = visit(f"{SCIATICA}?unknown=parameter")
    assert "stored" not in response["Cache-Status"]
    assert HEADER not in response


def test_nor_a_copy_that_stands_in_for_it(rf):
    response = HttpResponse("old")
    response["Cache-Status"] = 'clinic_pages; hit; ttl=-1; detail="the database is away"'
    response["Cache-Control"] = "no-store"
    assert HEADER not in keep_for_the_moment(lambda request: response)(rf.get(SCIATICA))


def test_a_page_comes_compressed_to_who_takes_it():
    plain = visit(SCIATICA)
    small = visit(SCIATICA, accept_encoding="gzip")
    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < len(plain.content) / 2
    assert status(SCIATICA) == "hit"
    # Who has one of the two has the page.
    assert visit(SCIATICA, if_none_match=small["ETag"], accept_encoding="gzip").status_code == 304
