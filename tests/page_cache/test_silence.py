"""A cache server that does not answer makes one visitor wait, and not each."""

import socket
from threading import Thread

import pytest
from django.core.cache import caches

from clinic_pages.page_cache import store
from clinic_pages.page_cache.models import OwedPurge
from tests.page_cache.visitors import NOT_KEPT, status

SCIATICA = "/conditions/sciatica/"


class Silence:
    """A server that takes calls, and says nothing."""

    def __init__(self):
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._open = []
        Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                self._open.append(self._socket.accept())
            except OSError:
                return
            self.calls += 1

    def close(self):
        self._socket.close()


@pytest.fixture
def silence(settings, monkeypatch):
    server = Silence()
    cache = {
        "BACKEND": "clinic_pages.page_cache.caches.ForgivingRedisCache",
        "LOCATION": f"redis://127.0.0.1:{server.port}/0",
        "OPTIONS": {"socket_timeout": 0.1, "retry": None},
    }
    strict = cache | {"BACKEND": "clinic_pages.page_cache.caches.RedisCache"}
    settings.CACHES = {**settings.CACHES, "default": cache, "pages": strict}
    settings.CLINIC_PAGES = {**settings.CLINIC_PAGES, "PAGE_CACHE": "pages"}
    for module in ("store", "caches"):
        monkeypatch.setattr(f"clinic_pages.page_cache.{module}.PAUSE", 600)
    yield server
    server.close()
    store.ask_again()


def test_only_the_first_visitor_waits(world, silence):
    assert status(SCIATICA) == NOT_KEPT
    calls = silence.calls
    assert calls
    assert status(SCIATICA) == status("/conditions/plain/") == NOT_KEPT
    assert silence.calls == calls


def test_who_publishes_does_not_wait_either(world, silence, django_capture_on_commit_callbacks):
    status(SCIATICA)
    calls = silence.calls
    with django_capture_on_commit_callbacks(execute=True):
        page = world["plain"]
        page.summary = "Other words."
        page.save_revision().publish()
    assert silence.calls == calls
    assert OwedPurge.objects.exists()


def test_a_forgiving_cache_is_an_empty_one(silence):
    cache = caches["default"]
    cache.set("name", 1)
    assert cache.get("name", "nothing") == "nothing"
    assert cache.get_many(["name"]) == {}
    assert cache.add("name", 1)
    assert not cache.has_key("name")
    with pytest.raises(ValueError):
        cache.incr("name")
