"""The cache that all processes share, asked in a way that its absence costs little."""

import logging
import time
from collections.abc import Iterable

from django.core.cache import caches

from ..conf import get_conf

logger = logging.getLogger(__name__)

PREFIX = "clinic_pages."
# Seconds in which a cache server that did not answer is not asked again: without them, each visitor
# would wait for its silence.
PAUSE = 5


class Away(Exception):
    """The cache server does not answer, or did not a moment ago."""


class _Memory:
    """Of this process. away_until: see `PAUSE`; failures: how often the server did not answer."""

    away_until = 0.0
    failures = 0


def is_on() -> bool:
    return bool(get_conf().page_cache)


def failures() -> int:
    """Grows with each time that the server did not answer this process."""
    return _Memory.failures


def ask_again() -> None:
    """The next one who has a question need not wait for the pause to end."""
    _Memory.away_until = 0.0


def get_many(names: Iterable[str]) -> dict:
    """{name: value} of those that are there. One round trip."""
    found = _ask("get_many", [PREFIX + name for name in names])
    return {key.removeprefix(PREFIX): value for key, value in found.items()}


def add(name: str, value, timeout: int | None = None) -> bool:
    """Whether it was not there before. timeout: seconds, or None for ever."""
    return _ask("add", PREFIX + name, value, timeout)


def put(name: str, value, timeout: int | None) -> None:
    _ask("set", PREFIX + name, value, timeout)


def put_many(values: dict) -> None:
    """For ever. At once: whoever reads one of them may read all."""
    _ask("set_many", {PREFIX + name: value for name, value in values.items()}, None)


def drop(name: str) -> None:
    _ask("delete", PREFIX + name)


def count_up(name: str) -> None:
    _ask("incr", PREFIX + name)


def _ask(method: str, *arguments):
    if time.monotonic() < _Memory.away_until:
        raise Away
    try:
        return getattr(caches[get_conf().page_cache], method)(*arguments)
    except Exception as error:
        # Each kind of server has its own exceptions.
        _Memory.away_until = time.monotonic() + PAUSE
        _Memory.failures += 1
        logger.warning("The page cache does not answer: %r", error)
        raise Away from error
