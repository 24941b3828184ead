"""Two processes, a cache server and a database, and what visitors get when one of them is away.

An editor works in a third process. "At once" means: the first visitor after it is done.
"""

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count

import pytest

from scripts.postgres import ensure_programs, temporary_server
from scripts.redis_server import RedisServer, redis_server
from scripts.served import ROOT, ServedSite, gunicorn

# It brings its own database.
pytestmark = [pytest.mark.once, pytest.mark.slow]

SCIATICA = "/conditions/sciatica/"
NUMBERS = count(1)


@dataclass
class Answer:
    code: int
    text: str
    said: str

    @property
    def is_hit(self) -> bool:
        return self.said.startswith("clinic_pages; hit")


@dataclass
class House:
    site: ServedSite
    redis: RedisServer
    database: object

    def ask(self, path: str = SCIATICA) -> Answer:
        try:
            with urllib.request.urlopen(self.site.url + path, timeout=30) as response:
                return _answer(response)
        except urllib.error.HTTPError as error:
            return _answer(error)

    def ask_at_once(self, times: int, path: str = SCIATICA) -> list[Answer]:
        with ThreadPoolExecutor(times) as pool:
            return list(pool.map(self.ask, [path] * times))

    def fill(self, *paths: str) -> None:
        """Until both processes answer with kept pages."""
        for path in paths or (SCIATICA,):
            until(lambda path=path: all(each.is_hit for each in self.ask_at_once(8, path)))


def _answer(response) -> Answer:
    text = response.read().decode()
    return Answer(response.status, text, response.headers.get("Cache-Status", ""))


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    (folder / "media").mkdir()
    with temporary_server(ensure_programs(), survives=True) as database, redis_server() as redis:
        settings = {"DATABASE_URL": database.url, "CACHE_URL": redis.url, "LOG_LEVEL": "ERROR"}
        site = ServedSite(folder, settings=settings)
        for command in (["migrate"], ["collectstatic", "--no-input"], ["load_demo"]):
            site.python("manage.py", *command, "--verbosity=0")
        with gunicorn(site, "--workers=2"):
            yield House(site, redis, database)


class Editor:
    def __init__(self, site: ServedSite):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.page_cache.editor"],
            cwd=ROOT,
            env=site.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, order: str) -> None:
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "done\n"

    def reword(self) -> str:
        """The new words."""
        words = f"Words number {next(NUMBERS)} of the editor."
        self.do(f"Acupuncture: {words}")
        return words

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def editor(house):
    editor = Editor(house.site)
    yield editor
    editor.kill()


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


def until(is_so, seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.1)
