"""A page cache in a real Redis."""

import pytest
from django.core.cache import caches

from scripts.redis_server import redis_server


@pytest.fixture(scope="session")
def redis():
    with redis_server() as server:
        yield server


@pytest.fixture
def page_cache(redis, settings):
    """Switched on and empty."""
    backend = {
        "BACKEND": "clinic_pages.page_cache.caches.RedisCache",
        "LOCATION": redis.url,
    }
    settings.CACHES = {**settings.CACHES, "pages": backend}
    settings.CLINIC_PAGES = {**settings.CLINIC_PAGES, "PAGE_CACHE": "pages"}
    caches["pages"].clear()
    return caches["pages"]


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)
