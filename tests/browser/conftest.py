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
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import connection
from playwright.sync_api import expect
from wagtail.models import Site

from clinic_pages.booking.models import PractitionerSchedule
from scripts import demo as demo_clinic
from scripts import migrated
from tests.browsing import PHONE, TIMEOUT, watched_page
from tests.planted import fill
from tests.trees import Tree, plant_tree

HERE = Path(__file__).parent

expect.set_options(timeout=TIMEOUT)


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # The server's threads see only what is committed.
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, live_server):
    return browser_context_args | {"base_url": live_server.url, "locale": "en-GB"}


@pytest.fixture(scope="session")
def shared_context(browser, browser_context_args):
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def context(shared_context, live_server):
    """One for all tests, which keeps what it has fetched and compiled of the admin's scripts, and
    nothing else of the test before."""
    yield shared_context
    shared_context.clear_cookies()
    shared_context.clear_permissions()
    pages = shared_context.pages
    if pages:
        data = {"origin": live_server.url, "storageTypes": "local_storage,indexeddb,cache_storage"}
        session = shared_context.new_cdp_session(pages[0])
        session.send("Storage.clearDataForOrigin", data)
    for page in pages:
        page.close()


@pytest.fixture(autouse=True)
def site(live_server) -> Site:
    """What the migrations made, and its site at the live server's address, so that full URLs lead
    there."""
    fill(migrated.sqlite())
    return move_to(live_server)


def move_to(live_server) -> Site:
    site = Site.objects.get(is_default_site=True)
    address = urlsplit(live_server.url)
    site.hostname, site.port = address.hostname, address.port
    site.save()
    return site


class PlantedOnce:
    """The tree, planted by the first test that asks for it, and copied for the others."""

    def __init__(self):
        self._copy = sqlite3.connect(":memory:")
        self._tree: Tree | None = None

    def get(self) -> Tree:
        if self._tree is None:
            self._tree = plant_tree()
            connection.connection.backup(self._copy)
            return self._tree
        self._copy.backup(connection.connection)
        cache.clear()
        Site.clear_site_root_paths_cache()
        return self._tree.afresh()


@pytest.fixture(scope="session")
def planted_once() -> PlantedOnce:
    return PlantedOnce()


@pytest.fixture
def tree(site, planted_once) -> Tree:
    """A published clinic with empty lists, at the live server's address."""
    return planted_once.get()


@pytest.fixture(scope="session")
def uploads_of_the_demo():
    demo_clinic.copy_uploads(settings.MEDIA_ROOT)


@pytest.fixture
def demo(site, live_server, uploads_of_the_demo):
    """The demo clinic at the live server's address, without its logins and their schedules."""
    fill(demo_clinic.demo() / demo_clinic.DATABASE)
    get_user_model().objects.all().delete()
    PractitionerSchedule.objects.all().delete()
    move_to(live_server)
    cache.clear()
    Site.clear_site_root_paths_cache()


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
