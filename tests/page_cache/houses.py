"""A site as in production, with a cache server, and an editor in a process of its own."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count

from scripts.redis_server import RedisServer
from scripts.served import ROOT, ServedSite

SCIATICA = "/conditions/sciatica/"
NUMBERS = count(1)
# As little as shows something of each other: the demo takes ten times as long.
PLANT = """
import django; django.setup()
from home.factories import StandardPageFactory
from tests.trees import plant_tree
tree = plant_tree()
for title, therapy in {"Sciatica": "Acupuncture", "Insomnia": "Cupping"}.items():
    tree.condition(title, body=[("therapy", {"therapy": tree.therapy(therapy)})])
StandardPageFactory(parent=tree.home, title="Team", slug="team")
"""


@dataclass
class Answer:
    code: int
    text: str
    headers: dict[str, str]

    @property
    def said(self) -> str:
        return self.headers.get("Cache-Status", "")

    @property
    def is_hit(self) -> bool:
        return self.said.startswith("clinic_pages; hit")


def ask(url: str, host: str = "") -> Answer:
    request = urllib.request.Request(url, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return _answer(response)
    except urllib.error.HTTPError as error:
        return _answer(error)


def _answer(response) -> Answer:
    return Answer(response.status, response.read().decode(), dict(response.headers))


@dataclass
class House:
    site: ServedSite
    redis: RedisServer
    database: object = None

    def ask(self, path: str = SCIATICA) -> Answer:
        return ask(self.site.url + path)

    def ask_at_once(self, times: int, path: str = SCIATICA) -> list[Answer]:
        with ThreadPoolExecutor(times) as pool:
            return list(pool.map(self.ask, [path] * times))

    def fill(self, *paths: str) -> None:
        """Until all processes answer with kept pages."""
        for path in paths or (SCIATICA,):
            until(lambda path=path: all(each.is_hit for each in self.ask_at_once(8, path)))


def furnish(site: ServedSite) -> None:
    """site: with a migrated database."""
    (site.folder / "media").mkdir()
    site.python("-c", PLANT)


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

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None


def until(is_so: Callable[[], bool], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.1)
