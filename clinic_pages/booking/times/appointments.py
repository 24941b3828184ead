"""Takes and gives back a practitioner's time."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction

from ...pages.practitioners import PractitionerPage
from ..request.models import BookingRequest
from .models import Appointment, TakenCell
from .schedules import PractitionerSchedule

# What a practitioner's day is made of. Times and lengths are multiples of it.
CELL = timedelta(minutes=5)


class Taken(Exception):
    """Somebody else has that time, or part of it."""


@transaction.atomic
def take(
    request: BookingRequest,
    practitioner: PractitionerPage | None,
    starts_at: datetime,
    minutes: int,
    *,
    is_agreed: bool = False,
) -> Appointment:
    """Gives `request` this time, in place of one that it has. Raises `Taken`, and changes nothing.

    starts_at: aware. minutes: the patient's; the practitioner's pause after them is taken as well.
    Without a practitioner the time is nobody's, and never taken.
    """
    found = Appointment.objects.select_for_update().filter(request=request).first()
    appointment = found or Appointment(request=request)
    appointment.practitioner, appointment.is_agreed = practitioner, is_agreed
    # In UTC an hour is an hour. In a zone it is one of the wall clock's.
    appointment.starts_at = starts_at.astimezone(UTC)
    appointment.ends_at = appointment.starts_at + timedelta(minutes=minutes)
    appointment.cancelled_at = None
    appointment.sequence += bool(found)
    appointment.save()
    appointment.cells.all().delete()
    if practitioner:
        _fill(appointment, appointment.ends_at + _pause_after(practitioner))
    return appointment


def hold(
    request: BookingRequest,
    practitioners: Iterable[PractitionerPage],
    starts_at: datetime,
    minutes: int,
    *,
    is_agreed: bool = False,
) -> Appointment:
    """As `take`, of the first of the practitioners who has the time free."""
    for practitioner in practitioners:
        try:
            return take(request, practitioner, starts_at, minutes, is_agreed=is_agreed)
        except Taken:
            continue
    raise Taken


def _pause_after(practitioner: PractitionerPage) -> timedelta:
    schedules = PractitionerSchedule.objects.filter(
        practitioner__translation_key=practitioner.translation_key
    )
    return timedelta(minutes=schedules.values_list("buffer_minutes", flat=True).first() or 0)


def _fill(appointment: Appointment, until: datetime) -> None:
    person = appointment.practitioner.translation_key
    cells = [
        TakenCell(appointment=appointment, person=person, starts_at=starts_at)
        for starts_at in cells_between(appointment.starts_at, until)
    ]
    try:
        with transaction.atomic():
            TakenCell.objects.bulk_create(cells)
    except IntegrityError:
        raise Taken from None


def cells_between(begin: datetime, end: datetime) -> Iterator[datetime]:
    """The beginnings of all cells that the stretch of time touches."""
    seconds = int(CELL.total_seconds())
    first = int(begin.timestamp()) // seconds * seconds
    for stamp in range(first, int(end.timestamp()), seconds):
        yield datetime.fromtimestamp(stamp, tz=begin.tzinfo)


@transaction.atomic
def give_back(appointment: Appointment, when: datetime) -> None:
    """Cancels: the time is free again, and the appointment stays as what was."""
    appointment.cells.all().delete()
    appointment.cancelled_at = when
    appointment.sequence += 1
    appointment.save(update_fields=["cancelled_at", "sequence"])
