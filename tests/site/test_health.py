"""What a load balancer is told."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from home import health


@pytest.fixture(autouse=True)
def as_just_started():
    health._all_applied.cache_clear()
    yield
    health._all_applied.cache_clear()


def lines_of(response) -> dict[str, str]:
    first, *lines = response.content.decode().splitlines()
    return {"": first} | dict(line.split(": ", 1) for line in lines)


def refuse(*arguments):
    raise OperationalError("could not connect to db.clinic.example as clinic")


def test_healthz_asks_nobody(client, monkeypatch):
    # Without the mark for the database any query fails.
    monkeypatch.setattr(connection, "cursor", refuse)
    assert client.get("/healthz").content == b"ok\n"


def test_ready(client, db):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert lines_of(response) == {
        "": "ready",
        "database": "ok",
        "migrations": "ok",
        "cache": "ok",
        "queue": "ok, no worker is needed",
        "schedule": "ok",
    }
    assert "no-store" in response["Cache-Control"]


def test_without_a_database(client, db, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        response = client.get("/readyz")
    assert response.status_code == 503
    assert lines_of(response)[""] == "not ready"
    assert lines_of(response)["database"] == "OperationalError"
    assert b"clinic.example" not in response.content


def test_before_its_migrations(client, db):
    MigrationRecorder.Migration.objects.filter(app="home").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert lines_of(response)["migrations"] == "NotMigrated"


def test_without_a_cache_it_is_slower_but_there(client, db, settings):
    settings.CACHES = {
        **settings.CACHES,
        "pages": {
            "BACKEND": "clinic_pages.page_cache.caches.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        },
    }
    response = client.get("/readyz")
    assert response.status_code == 200
    assert lines_of(response)[""] == "degraded"
    assert lines_of(response)["cache"] == "ConnectionError"
    assert caches["default"]


@pytest.mark.parametrize(
    "minutes, said, first", [(1, "ok, 60 s", "ready"), (10, "late, 600 s", "degraded")]
)
def test_how_long_a_task_has_waited(client, db, monkeypatch, minutes, said, first):
    monkeypatch.setattr(health, "_queue", lambda: health.waited(timedelta(minutes=minutes)))
    response = client.get("/readyz")
    assert (lines_of(response)[""], lines_of(response)["queue"]) == (first, said)
