"""What Prometheus is told."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone
from prometheus_client import REGISTRY

from clinic_pages.booking.models import BookingMail, BookingRequest
from home.metrics import measured, metrics
from tests.booking.diaries import appointment, in_days, practitioner


def figures(rf) -> dict[str, float]:
    text = metrics(rf.get("/metrics")).content.decode()
    return {name: float(value) for name, value in re.findall(r"^(clinic_\S+) (\S+)$", text, re.M)}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("clinic_pages; hit; ttl=600", "kept"),
        ("clinic_pages; fwd=uri-miss; stored", "page"),
        ("clinic_pages; fwd=stale", "page"),
        ("clinic_pages; fwd=bypass", "other"),
        ("", "other"),
    ],
)
def test_each_request_counts(rf, status, kind):
    labels = {"kind": kind, "status": "4xx"}
    before = REGISTRY.get_sample_value("clinic_request_seconds_count", labels) or 0
    response = HttpResponse(status=404, headers={"Cache-Status": status} if status else {})
    measured(lambda request: response)(rf.get("/"))
    assert REGISTRY.get_sample_value("clinic_request_seconds_count", labels) == before + 1


@pytest.mark.booking
def test_what_waits_is_told(rf, tree):
    assert figures(rf)["clinic_booking_requests_waiting"] == 0
    therapy = tree.therapy("Acupuncture")
    booked = appointment(tree, practitioner(tree, "Aoife Brennan", therapy), in_days(3))
    hour_ago = timezone.now() - timedelta(hours=1)
    BookingRequest.objects.filter(pk=booked.request_id).update(
        status=BookingRequest.Status.NEW, received_at=hour_ago
    )
    BookingMail.objects.all().delete()
    BookingMail.objects.create(request_id=booked.request_id, kind="received", created_at=hour_ago)
    # Nobody waits for what is not due.
    later = timezone.now() + timedelta(days=1)
    BookingMail.objects.create(request_id=booked.request_id, kind="reminder", due_at=later)
    # Nor for what will never go.
    for why in ("begun", "address"):
        BookingMail.objects.create(request_id=booked.request_id, kind="booked", not_sent=why)
    found = figures(rf)
    assert found["clinic_mails_failed"] == 1
    assert found["clinic_booking_requests_waiting"] == found["clinic_mails_waiting"] == 1
    for name in ("booking_requests", "mails"):
        assert 3600 <= found[f"clinic_{name}_oldest_seconds"] < 3700


def test_nobody_is_told_without_the_switch(client, db):
    assert client.get("/metrics", follow=True).status_code == 404
