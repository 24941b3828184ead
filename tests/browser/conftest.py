"""Browser tests: a live server, a headless Chromium, and a page that forgives nothing.

`page` is a desktop (1280 x 720), `phone` a telephone. A test fails when a page of either logs an
error or asks another host for anything; a test that expects such a problem takes it out of
`problems`.
"""

import sqlite3
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import connection
from playwright.sync_api import expect
from wagtail.models import Site

from tests.browsing import PHONE, TIMEOUT, watched_page

HERE = Path(__file__).parent

expect.set_options(timeout=TIMEOUT)


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # The server's threads see only what is committed. What the migrations made (root page,
            # site, groups) is put back before each test.
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


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


@pytest.fixture(scope="session")
def copy_of_the_demo():
    """A database with the demo in it, once a test has asked for it: to load it takes seconds."""
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    yield copy
    copy.close()


@pytest.fixture
def demo(site, copy_of_the_demo):
    """The demo site, at the live server's address."""
    if copy_of_the_demo.execute("SELECT 1 FROM sqlite_master").fetchone():
        copy_of_the_demo.backup(connection.connection)
        cache.clear()
        Site.clear_site_root_paths_cache()
    else:
        call_command("load_demo", verbosity=0)
        connection.connection.backup(copy_of_the_demo)


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
            self.changed.wait_for(lambda: self.count <= 0, timeout=TIMEOUT / 1000)

    def _add(self, number: int):
        with self.changed:
            self.count += number
            self.changed.notify_all()


@pytest.fixture
def page(context, live_server, problems):
    yield from watched_page(context, live_server.url, problems)


@pytest.fixture
def phone(new_context, live_server, problems):
    yield from watched_page(new_context(**PHONE), live_server.url, problems)
