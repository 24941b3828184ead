"""Takes and gives back a practitioner's time."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from ..models import Appointment, BookingRequest, PractitionerPage, TakenCell

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
    buffer_minutes: int = 0,
    is_agreed: bool = False,
) -> Appointment:
    """Gives `request` this time, in place of one that it has. Raises `Taken`, and changes nothing.

    starts_at: aware. minutes: the patient's; the buffer after them is the practitioner's alone.
    Without a practitioner the time is nobody's, and never taken.
    """
    found = Appointment.objects.select_for_update().filter(request=request).first()
    appointment = found or Appointment(request=request)
    appointment.practitioner, appointment.is_agreed = practitioner, is_agreed
    appointment.starts_at = starts_at
    appointment.ends_at = starts_at + timedelta(minutes=minutes)
    appointment.cancelled_at = None
    appointment.sequence += bool(found)
    appointment.save()
    appointment.cells.all().delete()
    if practitioner:
        _fill(appointment, appointment.ends_at + timedelta(minutes=buffer_minutes))
    return appointment


def _fill(appointment: Appointment, until: datetime) -> None:
    cells = [
        TakenCell(
            appointment=appointment, practitioner=appointment.practitioner, starts_at=starts_at
        )
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
