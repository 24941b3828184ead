"""The site with its page cache in a Redis of its own; where there is one."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from importlib.util import find_spec
from typing import NamedTuple

from scripts.postgres import Server
from scripts.served import ServedSite

from .stage import Steps, answering, made

MISSING = "there is no page cache yet"


def is_there() -> bool:
    return bool(find_spec("clinic_pages.page_cache") and find_spec("scripts.redis_server"))


@contextmanager
def cached(server: Server, name: str, steps: Steps, fresh: bool) -> Iterator[ServedSite]:
    from scripts.redis_server import redis_server

    with (
        redis_server() as redis,
        made(server, name, steps, fresh, PAGE_CACHE="on", CACHE_URL=redis.url) as site,
        answering(site),
    ):
        yield site


class Answer(NamedTuple):
    is_hit: bool
    text: str
    size: int


def ask(site: ServedSite, path: str) -> Answer:
    """What a visitor gets who was never there."""
    connection = HTTPConnection("127.0.0.1", site.port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    assert answer.status == 200, (path, answer.status)
    is_hit = "; hit" in answer.headers.get("Cache-Status", "")
    return Answer(is_hit, body.decode(), len(body))
