"""Two processes, a cache server and a database, and what visitors get when one of them is away.

An editor works in a third process. "At once" means: the first visitor after it is done.
"""

import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from scripts.postgres import MIGRATED, ensure_programs, temporary_server
from scripts.redis_server import RedisServer, redis_server
from scripts.served import ServedSite, gunicorn
from tests.page_cache.houses import SCIATICA, Editor, House, furnish, until

# It brings its own database.
pytestmark = [pytest.mark.once, pytest.mark.slow]


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[House]:
    server = temporary_server(ensure_programs(), survives=True, is_migrated=True)
    with server as database, redis_server() as redis:
        url = database.url(MIGRATED)
        settings = {"DATABASE_URL": url, "CACHE_URL": redis.url, "LOG_LEVEL": "ERROR"}
        site = ServedSite(tmp_path_factory.mktemp("house"), settings=settings)
        furnish(site)
        with gunicorn(site, "--workers=2"):
            yield House(site, redis, database)


@pytest.fixture(scope="module")
def editors(house) -> Iterator[list[Editor]]:
    editors: list[Editor] = []
    yield editors
    for editor in editors:
        editor.kill()


@pytest.fixture
def editor(house, editors) -> Editor:
    """The one of the test before, if it lives still: to start one takes seconds."""
    if not (editors and editors[-1].is_alive):
        editors.append(Editor(house.site))
    return editors[-1]


@contextmanager
def silent(redis: RedisServer):
    """It takes no word, and forgets none."""
    redis.send(signal.SIGSTOP)
    try:
        yield
    finally:
        redis.send(signal.SIGCONT)


def test_a_change_is_at_every_reader_at_once(house, editor):
    house.fill(SCIATICA, "/therapies/cupping/")
    for _ in range(3):
        words = editor.reword()
        answers = house.ask_at_once(8)
        assert all(words in each.text for each in answers)
    assert house.ask("/therapies/cupping/").is_hit


def test_twenty_visitors_of_a_page_that_is_due_make_it_once(house):
    settings = house.site.settings | {"PAGE_CACHE_SECONDS": "1"}
    site = ServedSite(house.site.folder, settings=settings)
    with gunicorn(site, "--workers=2"):
        hurried = replace(house, site=site)
        hurried.ask()
        time.sleep(1.5)
        said = Counter(each.is_hit for each in hurried.ask_at_once(20))
    assert said == {True: 19, False: 1}


def test_without_the_cache_server_pages_are_made(house, editor):
    house.fill()
    house.redis.kill()
    try:
        answers = house.ask_at_once(8)
        assert {each.code for each in answers} == {200}
        assert not any(each.is_hit for each in answers)
        words = editor.reword()
        assert words in house.ask().text
    finally:
        house.redis.start()
    until(lambda: house.ask().is_hit)
    assert all(words in each.text for each in house.ask_at_once(8))


def test_what_was_purged_in_a_silence_does_not_come_back(house, editor):
    house.fill()
    with silent(house.redis):
        house.ask_at_once(16)
        words = editor.reword()
        # Nobody is left who remembers, but the database.
        editor.kill()
    end = time.monotonic() + 8
    while time.monotonic() < end:
        assert all(words in each.text for each in house.ask_at_once(4))
    until(lambda: house.ask().is_hit)


def test_what_was_purged_in_a_silence_that_no_process_noticed(house, editor):
    house.fill()
    with silent(house.redis):
        words = editor.reword()
    until(lambda: all(words in each.text for each in house.ask_at_once(4)))


def test_while_the_database_is_away_kept_pages_stand_in(house, editor):
    house.fill(SCIATICA, "/conditions/insomnia/", "/therapies/cupping/")
    old = house.ask().text
    words = editor.reword()
    editor.do("unpublish Insomnia")
    house.database.stop()
    try:
        assert house.ask("/therapies/cupping/").is_hit
        stale = house.ask()
        assert (stale.code, stale.text) == (200, old)
        assert 'detail="the database is away"' in stale.said
        # Not what visitors may not see any more, nor what nobody kept.
        assert house.ask("/conditions/insomnia/").code == 500
        assert house.ask("/team/").code == 500
    finally:
        house.database.start()
    until(lambda: words in house.ask().text)
    assert house.ask("/conditions/insomnia/").code == 404
