"""Gates: what must be true of every page that a visitor can reach.

They ask the demo site as it is served in production, which comes up once for all of them; the
addresses are in one place, `ServedSite.addresses()`, so a new page is behind every gate. A gate
walks over all addresses and reports all that it finds, one line each.
"""

from pathlib import Path

import pytest

from scripts.served import ServedSite, served_demo
from tests.browsing import PHONE, watched_page
from tests.gates.documents import Document, fetch

HERE = Path(__file__).parent
DESKTOP = {"viewport": {"width": 1280, "height": 720}}


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site() -> ServedSite:
    if given := ServedSite.given():
        yield given
    else:
        with served_demo() as site:
            yield site


@pytest.fixture(scope="session")
def addresses(site):
    return site.addresses()


@pytest.fixture(scope="session")
def documents(site, addresses) -> list[Document]:
    """The HTML of all addresses."""
    return [fetch(site.url + address.path, address) for address in addresses]


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, site):
    # Whoever wants less motion gets the same page at once; a gate would have to wait for the end.
    still = {"reduced_motion": "reduce"}
    return browser_context_args | still | {"base_url": site.url, "locale": "en-GB"}


@pytest.fixture
def open_page(new_context, site, problems):
    """Makes pages: a function that takes the arguments of a browser context."""
    opened = []

    def open_page(**screen):
        pages = watched_page(new_context(**screen), site.url, problems)
        opened.append(pages)
        return next(pages)

    yield open_page
    for pages in opened:
        next(pages, None)


@pytest.fixture
def desktop(open_page):
    return open_page(**DESKTOP)


@pytest.fixture
def phone(open_page):
    return open_page(**PHONE)


@pytest.fixture
def narrow(open_page):
    """As wide as a telephone, without what Chromium does only there: it zooms out to what sticks
    out of the page, and reports no layout shifts."""
    return open_page(viewport=PHONE["viewport"])


@pytest.fixture
def visit(problems):
    """Goes to an address, and takes what Chromium says about a wanted 404 out of `problems`."""

    def visit(page, address):
        response = page.goto(address.path)
        assert response.status == address.status, address
        if address.status != 200:
            page.wait_for_load_state("networkidle")
            problems[:] = [line for line in problems if f"({response.url})" not in line]

    return visit
