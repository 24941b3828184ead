"""The site with its page cache in a Redis of its own."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from typing import NamedTuple

from scripts.ports import free_port
from scripts.redis_server import redis_server
from scripts.served import ServedSite
from scripts.varnish import varnish

from .stage import Steps, answering, database_server, made

PURGES = """
sub vcl_recv {
  if (req.method == "PURGE") { return (purge); }
}
"""


def settings(stack: ExitStack) -> dict[str, str]:
    """For a site with a page cache, in a Redis that lives as long as the stack."""
    return {"PAGE_CACHE": "on", "CACHE_URL": stack.enter_context(redis_server()).url}


def settings_of_front(stack: ExitStack) -> dict[str, str]:
    """For a site that tells a Varnish what to purge. What it answers visitors is nobody's question
    here, so the site behind it need not be there."""
    port = stack.enter_context(varnish(PURGES, free_port()))
    return {"FRONTEND_CACHE_URL": f"http://127.0.0.1:{port}"}


@contextmanager
def served(name: str, steps: Steps, fresh: bool) -> Iterator[ServedSite]:
    with ExitStack() as stack:
        server = stack.enter_context(database_server())
        site = stack.enter_context(made(server, name, steps, fresh, **settings(stack)))
        yield stack.enter_context(answering(site))


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
