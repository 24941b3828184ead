"""Redis, for the page cache and for all else that is kept in a cache."""

import logging
import time
from functools import wraps

from django.core.cache.backends.redis import RedisCache as DjangosRedisCache
from django.core.cache.backends.redis import RedisCacheClient

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


class RedisCache(DjangosRedisCache):
    """Django's, without what took longer than the server's answer: a new client for each question,
    and a look at each letter of a key, for servers that are no Redis. For PAGE_CACHE."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = _Client

    def make_and_validate_key(self, key, version=None):
        return self.make_key(key, version=version)


class ForgivingRedisCache(RedisCache):
    """A server that is away is an empty one. For "default": Wagtail asks it on each visit, and an
    exception would be the visitor's. Not for PAGE_CACHE, which must know what was heard."""

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = _ForgivingClient


class _Client(RedisCacheClient):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self._clients = {}

    def get_client(self, key=None, *, write=False):
        if write not in self._clients:
            self._clients[write] = super().get_client(key, write=write)
        return self._clients[write]


class _ForgivingClient(_Client):
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
        if time.monotonic() < _ForgivingClient.away_until:
            return otherwise
        try:
            return ask(*arguments)
        except (self._lib.exceptions.ConnectionError, self._lib.exceptions.TimeoutError) as error:
            _ForgivingClient.away_until = time.monotonic() + PAUSE
            logger.warning("The cache does not answer: %r", error)
            return otherwise


def _forgiving(name: str, otherwise):
    asked = getattr(_Client, name)

    @wraps(asked)
    def forgiving(self, *arguments):
        return self._forgiven(asked.__get__(self), otherwise, *arguments)

    return forgiving


for _name, _otherwise in EMPTY.items():
    setattr(_ForgivingClient, _name, _forgiving(_name, _otherwise))
