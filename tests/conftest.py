"""What every test gets."""

import atexit
import gc
import logging
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection
from modelsearch import signal_handlers

from clinic_pages.lib import facts
from scripts import migrated
from scripts.chromium import launch_options
from scripts.redis_server import redis_server
from tests import leaks
from tests.planted import Planted, fill
from tests.sizes import IS_PROOF
from tests.trees import Tree, plant_tree
from tests.worlds import World, make_world

# At the end of the process rather than of the session, which Ctrl-C may cut short.
atexit.register(shutil.rmtree, settings.MEDIA_ROOT, ignore_errors=True)

PLANTED = Planted()
TESTS = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What takes long begins first, with all of its file, so that no core waits for it at the end.

    With `--no-loadscope-reorder`, files are begun in the order in which they come here.
    """
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


def pytest_collection_finish():
    """What is loaded now stays: to look through it for garbage again and again takes an eighth of
    the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="module", autouse=True)
def left_as_migrated(request):
    """A file with tests that commit leaves the database as the migrations made it.

    Django empties it after each such test and fills it only before the next of them, because it
    runs them last. Here other files may follow: pytest-xdist gives each process whole files.
    """
    markers = (
        item.get_closest_marker("django_db")
        for item in request.session.items
        if item.path == request.path
    )
    if not any(marker and marker.kwargs.get("transaction") for marker in markers):
        yield
        return
    request.getfixturevalue("django_db_setup")
    blocker = request.getfixturevalue("django_db_blocker")
    yield
    PLANTED.clear()
    with blocker.unblock():
        if connection.vendor == "sqlite":
            fill(migrated.sqlite(os.environ["DJANGO_SETTINGS_MODULE"]))
        else:
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)


@pytest.fixture(autouse=True)
def empty_cache():
    # Wagtail caches the sites' root pages, whose ids differ from test to test.
    cache.clear()
    facts.forget_all()


@pytest.fixture(autouse=True)
def nothing_leaks():
    """What patients send shows nowhere but at the desk, in any test."""
    leaks.found.clear()
    yield
    leaks.look_at_mails()
    assert not leaks.found, "\n".join(["Personal data leaked:", *leaks.found])


@pytest.fixture(scope="session", autouse=True)
def all_log_lines():
    root, handler = logging.getLogger(), leaks.Handler()
    root.addHandler(handler)
    yield
    root.removeHandler(handler)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, request, tmp_path_factory):
    if any(item.get_closest_marker("browser") for item in request.session.items):
        # Playwright runs an event loop in the thread of the test, where Django then refuses the
        # database.
        os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        # While Playwright's event loop runs, Django keeps its connections in another place; the
        # database must not be made with a connection that the browser tests do not have.
        request.getfixturevalue("playwright")
        # In memory, all threads of the live server would share one connection, and requests at the
        # same time end in "cannot start a transaction within a transaction".
        _keep_sqlite_in(tmp_path_factory.mktemp("database"))


@pytest.fixture(scope="session", autouse=True)
def begins_migrated(django_db_modify_db_settings):
    """So that Django has nothing left to migrate."""
    if connection.vendor == "postgresql":
        template = os.environ.get("DATABASE_TEMPLATE")
        settings.DATABASES["default"]["TEST"].setdefault("TEMPLATE", template)
        return
    creation = connection.creation
    create = creation._create_test_db

    def create_migrated(*arguments, **options) -> str:
        name = create(*arguments, **options)
        _copy_migrated_to(name)
        return name

    creation._create_test_db = create_migrated


def _copy_migrated_to(name: str) -> None:
    copy = sqlite3.connect(name, uri=True)
    file = migrated.sqlite(os.environ["DJANGO_SETTINGS_MODULE"])
    with closing(sqlite3.connect(file)) as source:
        source.backup(copy)
    # One in memory is there as long as somebody is connected to it.
    atexit.register(copy.close)


def _keep_sqlite_in(folder):
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(folder / "db.sqlite3")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | launch_options()


# What follows a publish and takes longest, two thirds of all: {its name: where it is done}.
FOLLOW_UPS = {
    "page_checks": "clinic_pages.page_checks.stored.refresh",
    "share_images": "clinic_pages.search_engines.share_images.refresh",
}
# Subjects whose tests ask for these, or try all of it together.
ASKING = {"browser", "faults", "gates", "page_checks", "project", "search_engines", "site"}
SEARCHING = {"browser", "faults", "finding", "gates", "project", "search", "site"}
NOTHING_TO_DO = SimpleNamespace(enqueue=lambda *arguments: None)
WITHOUT_INDEX = {
    "default": {**settings.WAGTAILSEARCH_BACKENDS["default"], "AUTO_UPDATE": False},
}


@pytest.fixture(autouse=True)
def only_follow_ups_that_are_asked_for(request, monkeypatch, settings):
    """Elsewhere the mark `follow_ups("share_images")` asks for one; in `make proof` all follow.
    "search_index" is what Wagtail writes after each save."""
    subject = request.path.relative_to(TESTS).parts[0]
    asked = {each for mark in request.node.iter_markers("follow_ups") for each in mark.args}
    if IS_PROOF:
        return
    if subject not in ASKING:
        for name in FOLLOW_UPS.keys() - asked:
            monkeypatch.setattr(FOLLOW_UPS[name], lambda page_ids: None)
    if subject not in SEARCHING and "search_index" not in asked:
        settings.WAGTAILSEARCH_BACKENDS = WITHOUT_INDEX
        # Its task reads what was saved, and finds that there is nothing to do.
        monkeypatch.setattr(signal_handlers, "insert_or_update_object_task", NOTHING_TO_DO)


@pytest.fixture
def in_languages(settings):
    """A site in English and German, the German pages below /de/."""
    settings.WAGTAIL_I18N_ENABLED = True
    settings.LANGUAGE_CODE, settings.WAGTAIL_CONTENT_LANGUAGES = "en", settings.LANGUAGES
    settings.ROOT_URLCONF = "tests.urls_in_languages"
    above = settings.MIDDLEWARE.index("django.middleware.common.CommonMiddleware")
    settings.MIDDLEWARE = [*settings.MIDDLEWARE]
    settings.MIDDLEWARE.insert(above, "django.middleware.locale.LocaleMiddleware")


@pytest.fixture
def problems():
    """What went wrong in the browser pages of this test so far, one line each."""
    found: list[str] = []
    yield found
    assert not found, "\n".join(["The page had problems:", *found])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    PLANTED.get_ready_for(item)


@pytest.fixture(scope="session")
def shared_ground(django_db_setup, django_db_blocker):
    PLANTED.open(django_db_blocker)
    yield PLANTED
    PLANTED.clear()


@pytest.fixture
def tree(shared_ground, db) -> Tree:
    """A published clinic with empty lists of conditions and therapies."""
    return shared_ground.tree.afresh() if shared_ground.tree else plant_tree()


@pytest.fixture
def demo(shared_ground, db) -> None:
    """The demo clinic with its logins, as `load_demo --with-editor` makes it."""


@pytest.fixture
def world(shared_ground, db) -> World:
    """A clinic in which everything shows something."""
    return shared_ground.world.afresh() if shared_ground.world else make_world(plant_tree())


@pytest.fixture(scope="session")
def redis():
    with redis_server() as server:
        yield server


@pytest.fixture
def page_cache(redis, settings):
    """Switched on, in a real Redis, and empty."""
    cache = {"BACKEND": "clinic_pages.page_cache.caches.RedisCache", "LOCATION": redis.url}
    settings.CACHES = {**settings.CACHES, "pages": cache}
    settings.CLINIC_PAGES = {**settings.CLINIC_PAGES, "PAGE_CACHE": "pages"}
    caches["pages"].clear()
    return caches["pages"]
