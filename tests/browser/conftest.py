"""Browser tests: a live server, a headless Chromium, and a page that forgives nothing.

`page` is a desktop (1280 x 720), `phone` a telephone. A test fails when a page of either logs an
error or asks another host for anything; a test that expects such a problem takes it out of
`problems`.
"""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import BrowserContext, Page
from wagtail.models import Site

from scripts.chromium import launch_options

# Playwright runs an event loop in the thread of the test, where Django then refuses the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

HERE = Path(__file__).parent
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # The server's threads see only what is committed. What the migrations made (root page,
            # site, groups) is put back before each test.
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | launch_options()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, live_server):
    return browser_context_args | {"base_url": live_server.url, "locale": "en-GB"}


@pytest.fixture(autouse=True)
def site(live_server) -> Site:
    """The default site at the live server's address, so that full URLs lead there."""
    site = Site.objects.get(is_default_site=True)
    address = urlsplit(live_server.url)
    site.hostname, site.port = address.hostname, address.port
    site.save()
    return site


@pytest.fixture(autouse=True)
def open_requests(live_server):
    """Requests still on their way after a test would reach into the database of the next one."""
    requests = OpenRequests()
    request_started.connect(requests.on_started)
    request_finished.connect(requests.on_finished)
    yield
    requests.wait_for_none()
    request_started.disconnect(requests.on_started)
    request_finished.disconnect(requests.on_finished)


class OpenRequests:
    def __init__(self):
        self.count = 0
        self.changed = threading.Condition()

    def on_started(self, **kwargs):
        self._add(1)

    def on_finished(self, **kwargs):
        self._add(-1)

    def wait_for_none(self):
        with self.changed:
            self.changed.wait_for(lambda: self.count <= 0, timeout=10)

    def _add(self, number: int):
        with self.changed:
            self.count += number
            self.changed.notify_all()


@pytest.fixture
def problems():
    """What went wrong in the pages of this test so far, one line each."""
    found: list[str] = []
    yield found
    assert not found, "\n".join(["The page had problems:", *found])


@pytest.fixture
def page(context, live_server, problems):
    yield from _watched_page(context, live_server.url, problems)


@pytest.fixture
def phone(new_context, live_server, problems):
    yield from _watched_page(new_context(**PHONE), live_server.url, problems)


def _watched_page(context: BrowserContext, own_url: str, problems: list[str]) -> Iterator[Page]:
    def is_foreign(url: str) -> bool:
        return url.startswith(("http", "ws")) and urlsplit(url).netloc != urlsplit(own_url).netloc

    def on_console(message):
        if message.type == "error":
            problems.append(f"console: {message.text} ({message.location.get('url')})")

    def on_request(request):
        if is_foreign(request.url):
            problems.append(f"request to another host: {request.url}")

    context.set_default_timeout(15_000)
    # Never let out, so that a test does not wait for a network that may not be there.
    context.route(is_foreign, lambda route: route.abort())
    context.on("console", on_console)
    context.on("request", on_request)
    context.on("weberror", lambda error: problems.append(f"script error: {error.error}"))
    yield context.new_page()
    # A round trip to the browser: what it reported before that has arrived after it.
    context.cookies()
