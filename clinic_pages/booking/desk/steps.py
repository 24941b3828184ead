"""What the reception does with a request. Each step is taken whole or not at all, by one person at
a time, and is in Wagtail's log with who took it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from ...pages.practitioners import PractitionerPage
from ..mails import posting
from ..mails.kinds import Kind
from ..patient import manage
from ..request.models import BookingRequest
from ..times.appointments import give_back, take
from ..times.models import Appointment
from .models import BookingNote
from .states import can_book, has_begun, has_time, is_cancelled, is_outside_hours, standing_of

Status = BookingRequest.Status
Attendance = Appointment.Attendance

VIEW, EXPORT = "clinic_booking.view_booking", "clinic_booking.export_booking"
NOTE = "clinic_booking.note_booking"
BOOK, MOVE = "clinic_booking.book_booking", "clinic_booking.move_booking"
CANCEL = "clinic_booking.cancel_booking"
KEEP = "clinic_booking.keep_booking"
# What the log says of each attendance.
ATTEND = {
    Attendance.CAME: "clinic_booking.came_booking",
    Attendance.NO_SHOW: "clinic_booking.no_show_booking",
    Attendance.UNKNOWN: "clinic_booking.unknown_attendance_booking",
}


class Refused(Exception):
    """The step was not taken, and nothing is changed."""


class Changed(Refused):
    """Somebody else has changed the request since the form was opened."""


@dataclass(frozen=True)
class Step:
    """button: what it says. moves: the status that it makes of each in which it can be taken."""

    action: str
    button: str | Promise
    moves: dict[str, str]


STEPS = {
    "contact": Step(
        "clinic_booking.contact_booking",
        _("I have contacted the patient"),
        {Status.NEW: Status.CONTACTED},
    ),
    "decline": Step(
        "clinic_booking.decline_booking",
        _("Close without an appointment"),
        {Status.NEW: Status.DECLINED, Status.CONTACTED: Status.DECLINED},
    ),
    "spam": Step(
        "clinic_booking.spam_booking",
        _("It is spam"),
        {Status.NEW: Status.SPAM, Status.CONTACTED: Status.SPAM},
    ),
    "reopen": Step(
        "clinic_booking.reopen_booking",
        _("Reopen"),
        {
            Status.CONTACTED: Status.NEW,
            Status.DECLINED: Status.CONTACTED,
            Status.SPAM: Status.NEW,
            # Only a cancelled one.
            Status.BOOKED: Status.CONTACTED,
        },
    ),
}
# What Wagtail's log says of each: (in its filter, in its list).
LOG_ACTIONS = {
    VIEW: (_("See a booking request"), _("Looked at it")),
    EXPORT: (_("Export a booking request"), _("Exported it")),
    NOTE: (_("Write a note on a booking request"), _("Wrote a note")),
    BOOK: (_("Book an appointment"), _("Booked it")),
    MOVE: (_("Change an appointment"), _("Changed the time")),
    CANCEL: (_("Cancel an appointment"), _("Cancelled the appointment")),
    KEEP: (_("Tell a patient of changed hours"), _("Told the patient that hours have changed")),
    ATTEND[Attendance.CAME]: (_("Say that a patient came"), _("Said that the patient came")),
    ATTEND[Attendance.NO_SHOW]: (
        _("Say that a patient did not come"),
        _("Said that the patient did not come"),
    ),
    ATTEND[Attendance.UNKNOWN]: (
        _("Take back whether a patient came"),
        _("Took back whether the patient came"),
    ),
    STEPS["contact"].action: (_("Contact a patient"), _("Contacted the patient")),
    STEPS["decline"].action: (
        _("Close a booking request"),
        _("Closed it without an appointment"),
    ),
    STEPS["spam"].action: (_("Call a booking request spam"), _("Called it spam")),
    STEPS["reopen"].action: (_("Reopen a booking request"), _("Reopened it")),
}
# In the log: what somebody did with a request, beyond reading it and writing a note.
CHANGES = {
    *(BOOK, MOVE, CANCEL, KEEP, manage.CANCELLED, manage.MOVED),
    *ATTEND.values(),
    *(step.action for step in STEPS.values()),
}


# --- What can be done -----------------------------------------------------------------------------


def possible_steps(request: BookingRequest) -> dict[str, Step]:
    if request.status == Status.BOOKED and not is_cancelled(request):
        return {}
    return {name: step for name, step in STEPS.items() if request.status in step.moves}


# --- Steps ---------------------------------------------------------------------------------------


@transaction.atomic
def add_note(request: BookingRequest, user, text: str) -> None:
    """Notes are only ever added: whoever else is at the request loses nothing by it."""
    last = request.notes.filter(user=user).last()
    if last and last.text == text:
        # The button was pressed twice.
        return
    BookingNote.objects.create(request=request, user=user, text=text)
    log(instance=request, action=NOTE, user=user)


@transaction.atomic
def take_step(request: BookingRequest, name: str, user, version: int) -> None:
    """version: that of the request which the person saw."""
    _claim(request, version)
    step = possible_steps(request).get(name)
    if step is None:
        raise Refused
    status, now = step.moves[request.status], timezone.now()
    if status in BookingRequest.OPEN:
        _set(request, status, None)
    else:
        _give_back_held(request, now)
        _set(request, status, now)
    log(instance=request, action=step.action, user=user)


@transaction.atomic
def book(
    request: BookingRequest,
    user,
    version: int,
    *,
    practitioner: PractitionerPage | None,
    starts_at: datetime,
    minutes: int,
    shortens_pauses: bool = False,
) -> None:
    """Agrees a time, or another one in its place, and posts it to both. Raises `Taken`, too.

    shortens_pauses: as of `take`.
    """
    _claim(request, version)
    if not can_book(request):
        raise Refused
    action = MOVE if has_time(request) else BOOK
    pauses = {"shortens_pauses": shortens_pauses}
    appointment = take(request, practitioner, starts_at, minutes, is_agreed=True, **pauses)
    _set(request, Status.BOOKED, appointment.ends_at)
    posting.post(request, [Kind.BOOKED, Kind.BOOKED_CLINIC])
    log(instance=request, action=action, user=user)


@transaction.atomic
def cancel(request: BookingRequest, user, version: int) -> None:
    """Cancels the appointment, and posts that to both. The request stays, as what was."""
    _claim(request, version)
    if not has_time(request):
        raise Refused
    now = timezone.now()
    give_back(request.appointment, now)
    _set(request, Status.BOOKED, now)
    posting.post(request, [Kind.CANCELLED, Kind.CANCELLED_CLINIC])
    log(instance=request, action=CANCEL, user=user)


@transaction.atomic
def keep(request: BookingRequest, user, version: int) -> None:
    """Hours have changed, the patient knows, and the time stays."""
    _claim(request, version)
    if not is_outside_hours(request):
        raise Refused
    request.appointment.is_outside_hours = False
    request.appointment.save(update_fields=["is_outside_hours"])
    log(instance=request, action=KEEP, user=user)


@transaction.atomic
def attend(request: BookingRequest, user, version: int, attendance: str) -> None:
    """Says whether the patient came, or that nobody knows after all."""
    _claim(request, version)
    if not has_begun(request):
        raise Refused
    request.appointment.attendance = attendance
    request.appointment.save(update_fields=["attendance"])
    log(instance=request, action=ATTEND[attendance], user=user)


def _claim(request: BookingRequest, version: int) -> None:
    """Makes `version` the last but one, and reads the request anew. The row is ours until the end
    of the transaction: whoever comes at the same time waits, and then finds another version."""
    found = BookingRequest.objects.filter(pk=request.pk, version=version)
    if not found.update(version=F("version") + 1):
        raise Changed
    request.refresh_from_db()


def _give_back_held(request: BookingRequest, now: datetime) -> None:
    """The time that the patient chose: others may have it."""
    if appointment := standing_of(request):
        give_back(appointment, now)


def _set(request: BookingRequest, status: str, closed_at: datetime | None) -> None:
    request.status, request.closed_at = status, closed_at
    request.save(update_fields=["status", "closed_at"])


# --- What was done -------------------------------------------------------------------------------


def last_change(request: BookingRequest) -> ModelLogEntry | None:
    entries = ModelLogEntry.objects.for_instance(request).filter(action__in=CHANGES)
    return entries.select_related("user").first()


def what_happened(request: BookingRequest) -> str:
    """For somebody whose step was refused: what has been done in the meantime, and by whom."""
    entry = last_change(request)
    if entry is None:
        return ""
    when = timezone.localtime(entry.timestamp)
    # The patient did it, as the message says.
    who = f"{entry.user_display_name}, " if entry.user_id else ""
    return f"{who}{when:%H:%M}: {entry.message}"
