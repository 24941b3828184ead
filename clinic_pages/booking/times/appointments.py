"""Takes, blocks and gives back a practitioner's time."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from ...pages.practitioners import PractitionerPage
from ..request.models import BookingRequest
from .models import Appointment, BlockedTime, TakenCell
from .schedules import PractitionerSchedule

# What a practitioner's day is made of. Times and lengths are multiples of it.
CELL = timedelta(minutes=5)


class Taken(Exception):
    """Somebody else has that time, or part of it."""


def to_come() -> QuerySet[Appointment]:
    """Held and agreed, in order of time, with what tells whose they are."""
    found = Appointment.objects.filter(cancelled_at=None, starts_at__gt=timezone.now())
    return found.select_related("practitioner", "request__site").order_by("starts_at")


@transaction.atomic
def take(
    request: BookingRequest,
    practitioner: PractitionerPage | None,
    starts_at: datetime,
    minutes: int,
    *,
    is_agreed: bool = False,
    shortens_pauses: bool = False,
) -> Appointment:
    """Gives `request` this time, in place of one that it has. Raises `Taken`, and changes nothing.

    starts_at: aware. minutes: the patient's; the practitioner's pause after them is taken as well.
    Without a practitioner the time is nobody's, and never taken. shortens_pauses: whether the pause
    before and after it may be shorter than usual.
    """
    appointment = _timed(request, practitioner, starts_at, minutes)
    appointment.is_agreed = is_agreed
    appointment.save()
    appointment.cells.all().delete()
    if practitioner:
        begin, end = appointment.starts_at, appointment.ends_at
        if shortens_pauses:
            _pauses_between(practitioner, begin, end).delete()
        _fill(practitioner, begin, end, appointment=appointment)
        _pause(appointment, end + _pause_after(practitioner), may_be_shorter=shortens_pauses)
    return appointment


def _timed(request: BookingRequest, practitioner, starts_at: datetime, minutes: int) -> Appointment:
    """The request's appointment, new or as it was, with this time; not stored yet."""
    found = Appointment.objects.select_for_update().filter(request=request).first()
    appointment = found or Appointment(request=request)
    appointment.practitioner = practitioner
    # In UTC an hour is an hour. In a zone it is one of the wall clock's.
    appointment.starts_at = starts_at.astimezone(UTC)
    appointment.ends_at = appointment.starts_at + timedelta(minutes=minutes)
    appointment.cancelled_at = None
    appointment.is_outside_hours = False
    appointment.sequence += bool(found)
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


def _pauses_between(practitioner: PractitionerPage, begin: datetime, end: datetime) -> QuerySet:
    cells = list(cells_between(begin, end))
    person = practitioner.translation_key
    return TakenCell.objects.filter(person=person, starts_at__in=cells, is_pause=True)


def _pause(appointment: Appointment, until: datetime, *, may_be_shorter: bool) -> None:
    """What is left of the cell in which the patient goes is no pause."""
    person, begin = appointment.practitioner.translation_key, appointment.ends_at
    cells = [
        TakenCell(person=person, starts_at=each, appointment=appointment, is_pause=True)
        for each in cells_between(begin, until)
        if each >= begin
    ]
    if cells:
        _store(cells, ignore_conflicts=may_be_shorter)


def _fill(practitioner: PractitionerPage, begin: datetime, end: datetime, **owner) -> None:
    """owner: the `appointment` or the `blocked` time."""
    person = practitioner.translation_key
    _store(
        TakenCell(person=person, starts_at=starts_at, **owner)
        for starts_at in cells_between(begin, end)
    )


def _store(cells: Iterable[TakenCell], **options) -> None:
    """Raises `Taken`. In the order of time, so that two who want the same do not wait for each
    other."""
    try:
        with transaction.atomic():
            TakenCell.objects.bulk_create(cells, **options)
    except IntegrityError:
        raise Taken from None


def cells_between(begin: datetime, end: datetime) -> Iterator[datetime]:
    """The beginnings of all cells that the stretch of time touches."""
    seconds = int(CELL.total_seconds())
    first = int(begin.timestamp()) // seconds * seconds
    for stamp in range(first, int(end.timestamp()), seconds):
        yield datetime.fromtimestamp(stamp, tz=begin.tzinfo)


@transaction.atomic
def block(
    practitioner: PractitionerPage, starts_at: datetime, minutes: int, reason: str = ""
) -> BlockedTime:
    """Nobody is booked then. Raises `Taken` where somebody is already, and changes nothing. A pause
    is time without a patient, too: it may be blocked."""
    begin = starts_at.astimezone(UTC)
    end = begin + timedelta(minutes=minutes)
    _pauses_between(practitioner, begin, end).delete()
    blocked = BlockedTime.objects.create(
        practitioner=practitioner, starts_at=begin, ends_at=end, reason=reason
    )
    _fill(practitioner, begin, end, blocked=blocked)
    return blocked


@transaction.atomic
def give_back(appointment: Appointment, when: datetime) -> None:
    """Cancels: the time is free again, and the appointment stays as what was."""
    appointment.cells.all().delete()
    appointment.cancelled_at = when
    appointment.sequence += 1
    appointment.save(update_fields=["cancelled_at", "sequence"])
