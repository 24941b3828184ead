"""What a load balancer and whoever looks after the site ask: is it alive, is it ready?"""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from clinic_pages.scheduling.overdue import overdue

# A task that has waited longer waits for a worker that is not there.
LONGEST_WAIT = timedelta(minutes=5)
READY, DEGRADED, NOT_READY = "ready", "degraded", "not ready"


def healthz(request):
    """200 "ok" while the process answers. Asks nobody else: a database that is away is no reason to
    start the process again."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
def readyz(request):
    """200 where visitors can be sent here, else 503: "ready", "degraded" or "not ready", and a line
    for each thing that was looked at.

    Without its cache the site is slower, and without a worker later, but it is there.
    """
    lines = dict(_looked_at())
    broken = {name for name, line in lines.items() if not line.startswith("ok")}
    needed = broken & {"database", "migrations"}
    first = NOT_READY if needed else DEGRADED if broken else READY
    content = "\n".join([first, *(f"{name}: {line}" for name, line in lines.items()), ""])
    return HttpResponse(
        content, status=503 if needed else 200, content_type="text/plain; charset=utf-8"
    )


def _looked_at() -> Iterator[tuple[str, str]]:
    for name, look in (
        ("database", _database), ("migrations", _migrations), ("cache", _cache), ("queue", _queue),
        ("schedule", _schedule),
    ):  # fmt: skip
        try:
            yield name, look()
        except Exception as error:
            # Its text may name hosts and users.
            yield name, type(error).__name__


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    _all_applied()
    return "ok"


@cache
def _all_applied() -> None:
    """Once they are, they stay so for this release. An exception is not remembered."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMigrated


class NotMigrated(Exception):
    """The database is that of an older release."""


def _cache() -> str:
    # Where there are two names for one server, the other forgives a server that is away.
    name = "pages" if "pages" in settings.CACHES else "default"
    key, value = f"readyz.{uuid4().hex}", "there"
    caches[name].set(key, value, 10)
    found = caches[name].get(key)
    caches[name].delete(key)
    return "ok" if found == value else "forgets"


def _queue() -> str:
    """How long the task has waited that has waited longest."""
    if not apps.is_installed("django_tasks_db"):
        return "ok, no worker is needed"
    from django_tasks_db.models import DBTaskResult

    tasks = DBTaskResult.objects.ready().order_by("enqueued_at")
    since = tasks.values_list("enqueued_at", flat=True).first()
    return waited(timezone.now() - since if since else timedelta())


def _schedule() -> str:
    """How long what was to be published or to end at a time has waited for it."""
    late = overdue()
    return waited(timezone.now() - late.since) if late else "ok"


def waited(time: timedelta) -> str:
    said = "ok" if time < LONGEST_WAIT else "late"
    return f"{said}, {time.total_seconds():.0f} s"
