"""Figures for Prometheus: how many requests there are and how long they take, and what waits.

Nothing of a visitor is in them, no address and no word. With PROMETHEUS_MULTIPROC_DIR, an empty
folder that all processes of the site may write to, they are those of all processes; without it, of
one.
"""

import os
import time
from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.db.models import Count, Min, Q
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Histogram
from prometheus_client import generate_latest as written
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

SECONDS = Histogram(
    "clinic_request_seconds",
    "Time for a request, by how it was answered and with what",
    ["kind", "status"],
    buckets=(0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
)


def measured(get_response):
    """Middleware, above all that takes time."""

    def middleware(request):
        began = time.perf_counter()
        response = get_response(request)
        kind, status = _kind(response), f"{response.status_code // 100}xx"
        SECONDS.labels(kind, status).observe(time.perf_counter() - began)
        return response

    return middleware


def _kind(response) -> str:
    """ "kept": from the page cache. "page": made. "other": forms, search, the admin, files."""
    status = response.get("Cache-Status", "")
    if "; hit" in status:
        return "kept"
    return "other" if "bypass" in status or not status else "page"


@never_cache
def metrics(request):
    """For those who look after the machine: deploy/nginx/clinic.conf lets nobody else ask."""
    registry = CollectorRegistry()
    registry.register(Waiting())
    content = written(_requests()) + written(registry)
    return HttpResponse(content, content_type=CONTENT_TYPE_LATEST)


def _requests() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry


class Waiting:
    """What waits for a worker, a mail server or reception, asked of the database at each look."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        if apps.is_installed("django_tasks_db"):
            yield from _tasks()
        if apps.is_installed("clinic_pages.booking"):
            yield from _mails()
            yield from _booking_requests()


def _tasks() -> Iterator[GaugeMetricFamily]:
    from django_tasks_db.models import DBTaskResult

    yield from _queue("tasks", "background tasks", DBTaskResult.objects.ready(), "enqueued_at")
    failed = DBTaskResult.objects.failed().filter(
        finished_at__gt=timezone.now() - timedelta(days=1)
    )
    yield GaugeMetricFamily(
        "clinic_tasks_failed", "Background tasks that failed in the last day", failed.count()
    )


def _mails() -> Iterator[GaugeMetricFamily]:
    from clinic_pages.booking.models import BookingMail

    # One that could not be sent is put off, again and again.
    begun = Q(due_at__lte=timezone.now()) | Q(attempts__gt=0)
    due = BookingMail.objects.waiting().filter(begun)
    yield from _queue("mails", "mails about bookings that are due", due, "created_at")
    yield GaugeMetricFamily(
        "clinic_mails_failed",
        "Mails about bookings that did not arrive, and that nobody has seen to",
        BookingMail.objects.failed().count(),
    )


def _booking_requests() -> Iterator[GaugeMetricFamily]:
    from clinic_pages.booking.models import BookingRequest

    new = BookingRequest.objects.filter(status=BookingRequest.Status.NEW)
    yield from _queue("booking_requests", "booking requests that are new", new, "received_at")


def _queue(name: str, what: str, rows, since: str) -> Iterator[GaugeMetricFamily]:
    found = rows.order_by().aggregate(number=Count("pk"), oldest=Min(since))
    waited = (timezone.now() - found["oldest"]).total_seconds() if found["oldest"] else 0
    yield GaugeMetricFamily(f"clinic_{name}_waiting", f"How many {what}", found["number"])
    yield GaugeMetricFamily(
        f"clinic_{name}_oldest_seconds", f"How long the oldest has waited of the {what}", waited
    )
