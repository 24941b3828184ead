"""What a patient does with an agreed appointment: cancels it, or moves it to another time."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from ..mails import posting
from ..mails.kinds import Kind
from ..settings import BookingSettings
from ..times.appointments import give_back, hold
from ..times.free_times import FreeTime
from ..times.models import Appointment

CANCELLED = "clinic_booking.patient_cancelled_booking"
MOVED = "clinic_booking.patient_moved_booking"


class TooLate(Exception):
    """The appointment is over, cancelled already, or so near that one has to call."""


def coming(uid: UUID | None) -> Appointment | None:
    """The agreed appointment of that uid, if it is to come."""
    return _coming().filter(uid=uid).select_related("request__site", "practitioner").first()


def _coming() -> QuerySet:
    return Appointment.objects.filter(
        is_agreed=True, cancelled_at=None, starts_at__gt=timezone.now()
    )


def can_change(appointment: Appointment, settings: BookingSettings) -> bool:
    limit = timedelta(hours=settings.cancel_until_hours)
    return appointment.starts_at - limit > timezone.now()


@transaction.atomic
def cancel(appointment: Appointment, settings: BookingSettings) -> None:
    """Raises TooLate."""
    appointment, now = _ours(appointment, settings), timezone.now()
    give_back(appointment, now)
    _changed(appointment, CANCELLED, closed_at=now)
    posting.post(appointment.request, [Kind.CANCELLED, Kind.CANCELLED_CLINIC])


@transaction.atomic
def move(appointment: Appointment, settings: BookingSettings, time: FreeTime) -> Appointment:
    """Raises TooLate, and Taken where nobody is free at the time."""
    appointment = _ours(appointment, settings)
    moved = hold(
        appointment.request, time.practitioners, time.starts_at, time.minutes, is_agreed=True
    )
    _changed(moved, MOVED, closed_at=moved.ends_at)
    posting.post(moved.request, [Kind.BOOKED, Kind.BOOKED_CLINIC])
    return moved


def _ours(appointment: Appointment, settings: BookingSettings) -> Appointment:
    """As it is now, and nobody else's until the end of the transaction."""
    found = _coming().select_for_update().filter(pk=appointment.pk).first()
    if found is None or not can_change(found, settings):
        raise TooLate
    return found


def _changed(appointment: Appointment, action: str, closed_at: datetime) -> None:
    """Whoever has the request open at the desk learns of it before they change it."""
    request = appointment.request
    type(request).objects.filter(pk=request.pk).update(
        version=F("version") + 1, closed_at=closed_at
    )
    log(instance=request, action=action)
