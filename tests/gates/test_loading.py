"""What a page costs and how it arrives: nothing moves, little is fetched, and only from here."""

import pytest

from tests.gates.documents import script

STEADY = (
    "/",
    "/conditions/",
    "/conditions/sciatica/",
    "/therapies/acupuncture/",
    "/search/?q=sciatica",
    "/book/",
)
MOST_BYTES = 60_000
MOST_REQUESTS = 8
JUMPING = """
    <!doctype html><div></div><p>Text</p>
    <script>setTimeout(() => { document.querySelector("div").style.height = "200px" }, 100)</script>
"""


@pytest.mark.parametrize("path", STEADY)
def test_nothing_moves(narrow, path):
    narrow.goto(path)
    assert not (found := shifts(narrow)), "\n".join(found)


def test_a_move_is_found(narrow):
    # Only a page that came from somewhere has layout shifts.
    narrow.route("**/jumping/", lambda route: route.fulfill(body=JUMPING, content_type="text/html"))
    narrow.goto("/jumping/")
    narrow.wait_for_timeout(300)
    assert shifts(narrow)


def test_nobody_else_is_asked_and_no_error_is_logged(phone, addresses, visit):
    """It is the page that fails the test: see tests/browsing.py."""
    for address in addresses:
        visit(phone, address)
        read_to_the_end(phone)


def test_sciatica_is_light(phone):
    """As a first visitor gets it, photos not counted; HTML counts uncompressed."""
    answers = []
    phone.on("requestfinished", lambda request: answers.append(request))
    phone.goto("/conditions/sciatica/")
    read_to_the_end(phone)
    sizes = {r.url: r.sizes() for r in answers if r.resource_type != "image"}
    total = sum(size["responseHeadersSize"] + size["responseBodySize"] for size in sizes.values())
    assert any(url.endswith("/conditions/sciatica/") for url in sizes)
    assert any(".css" in url for url in sizes)
    assert total <= MOST_BYTES, sizes
    assert len(sizes) <= MOST_REQUESTS, sizes


def shifts(page) -> list[str]:
    """What moved without being asked to, from the first paint until one has read to the end."""
    # First at the top, for what comes late there: a move outside of the screen is none.
    page.wait_for_load_state("networkidle")
    read_to_the_end(page)
    return page.evaluate(script("layout_shifts.js"))


def read_to_the_end(page) -> None:
    page.evaluate(script("scroll_through.js"))
    page.wait_for_load_state("networkidle")
