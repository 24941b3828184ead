"""Forgets what the clinic needs no longer: closed requests after their days, attempts after their
time. The counts stay: they are nobody's."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ..form import limits
from ..request.models import BookingRequest
from ..settings import BookingSettings
from ..times.models import Appointment

# Requests that are deleted in one transaction.
BATCH = 500
A_YEAR = timedelta(days=365)


class Forgotten(NamedTuple):
    requests: int
    attempts: int
    # Received over a year ago and never closed: nobody deletes these but a person.
    left_open: int


def forget(*, dry_run: bool = False) -> Forgotten:
    """Deletes what is over, with notes, mails and appointment; with `dry_run` it only counts."""
    now = timezone.now()
    over = requests_over(now)
    return Forgotten(
        over.count() if dry_run else _delete_requests(over),
        sum(rows.count() for rows in limits.over()) if dry_run else limits.forget(),
        never_closed(now - A_YEAR).count(),
    )


def requests_over(now: datetime) -> QuerySet[BookingRequest]:
    """Those that were closed longer ago than their site keeps them, and whose appointment is not
    still to come."""
    coming = Appointment.objects.filter(request=OuterRef("pk"), cancelled_at=None, ends_at__gte=now)
    closed = BookingRequest.objects.exclude(status__in=BookingRequest.OPEN)
    return closed.filter(_kept_long_enough(now), ~Exists(coming))


def _kept_long_enough(now: datetime) -> Q:
    days = dict(BookingSettings.objects.values_list("site", "retention_days"))
    default = BookingSettings().retention_days
    over = Q(closed_at__lt=now - timedelta(days=default)) & ~Q(site__in=days)
    for site, kept in days.items():
        over |= Q(closed_at__lt=now - timedelta(days=kept), site=site)
    return over


def never_closed(before: datetime) -> QuerySet[BookingRequest]:
    is_open = Q(status__in=BookingRequest.OPEN) | Q(closed_at=None)
    return BookingRequest.objects.filter(is_open, received_at__lt=before)


def _delete_requests(over: QuerySet[BookingRequest]) -> int:
    count = 0
    while deleted := _delete_some(over):
        count += deleted
    return count


@transaction.atomic
def _delete_some(over: QuerySet[BookingRequest]) -> int:
    # Locked, so that one that the reception opens again at this moment is not among them.
    keys = list(over.order_by("pk").select_for_update().values_list("pk", flat=True)[:BATCH])
    BookingRequest.objects.filter(pk__in=keys).delete()
    return len(keys)
