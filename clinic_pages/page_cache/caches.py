"""A cache that Wagtail and Django may use for this and that, and do without."""

import logging
import time
from functools import wraps

from django.core.cache.backends.redis import RedisCache, RedisCacheClient

logger = logging.getLogger(__name__)

# Seconds in which a server that did not answer is not asked again.
PAUSE = 5
# What an empty cache answers.
EMPTY = {
    "add": True,
    "clear": True,
    "delete": False,
    "delete_many": None,
    "get_many": {},
    "has_key": False,
    "set": None,
    "set_many": None,
    "touch": False,
}


class ForgivingRedisCache(RedisCache):
    """Django's, but a server that is away is an empty one: Wagtail asks this cache on each visit,
    and Django's raises an exception then. Not for PAGE_CACHE, which must know what was heard."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = _Client


class _Client(RedisCacheClient):
    away_until = 0.0

    def get(self, key, default):
        return self._forgiven(super().get, default, key, default)

    def incr(self, key, delta):
        missing = ValueError(f"Key '{key}' not found.")
        found = self._forgiven(super().incr, missing, key, delta)
        if found is missing:
            raise missing
        return found

    def _forgiven(self, ask, otherwise, *arguments):
        if time.monotonic() < _Client.away_until:
            return otherwise
        try:
            return ask(*arguments)
        except (self._lib.exceptions.ConnectionError, self._lib.exceptions.TimeoutError) as error:
            _Client.away_until = time.monotonic() + PAUSE
            logger.warning("The cache does not answer: %r", error)
            return otherwise


def _forgiving(name: str, otherwise):
    asked = getattr(RedisCacheClient, name)

    @wraps(asked)
    def forgiving(self, *arguments):
        return self._forgiven(asked.__get__(self), otherwise, *arguments)

    return forgiving


for _name, _otherwise in EMPTY.items():
    setattr(_Client, _name, _forgiving(_name, _otherwise))
