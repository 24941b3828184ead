"""What the list shows of each request, and by what it is sorted."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Case, F, IntegerField, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from ...lib.dates import short_day_and_time
from ..request.models import BookingRequest
from ..request.wishes import when_it_suits
from .filters import IS_CANCELLED
from .states import appointment_of, standing_of, state_of
from .waiting import alarm_of

Status = BookingRequest.Status


class Cell(Column):
    """On a narrow screen with its heading in it."""

    cell_template_name = "clinic_booking/desk/cell.html"


def columns(address_of) -> list[Column]:
    """address_of: the address of a request. Names lie encrypted: no database sorts by them."""
    return [
        TitleColumn("who", label=_("Patient"), accessor=who, get_url=address_of),
        Cell("received", label=_("Waiting since"), accessor=waits, sort_key="received"),
        Cell("status", label=_("Status"), accessor=state, sort_key="status"),
        Cell("wants", label=_("Wants"), accessor=wanted),
        Cell("appointment", label=_("Appointment"), accessor=when, sort_key="appointment"),
    ]


# --- Sorted --------------------------------------------------------------------------------------

# In the order in which a request goes through them.
STAGES = [
    When(status=Status.NEW, then=Value(0)),
    When(status=Status.CONTACTED, then=Value(1)),
    When(IS_CANCELLED, then=Value(3)),
    When(status=Status.BOOKED, then=Value(2)),
    When(status=Status.DECLINED, then=Value(4)),
]
SORTED_BY = {
    "received": F("received_at"),
    "status": Case(*STAGES, default=Value(5), output_field=IntegerField()),
    "appointment": F("appointment__starts_at"),
}
# Of what is the same: the latest first.
THEN = ["-received_at", "-pk"]


def ordering_of(asked: str) -> list | None:
    """For `order_by`, what an address asks for: "received", "-received"; None for anything else."""
    by = SORTED_BY.get(asked.removeprefix("-"))
    if by is None:
        return None
    # Requests without it come last, either way.
    return [by.desc(nulls_last=True) if asked[0] == "-" else by.asc(nulls_last=True), *THEN]


# --- Cells ---------------------------------------------------------------------------------------


def who(request: BookingRequest) -> str:
    return request.name or request.reference


def waits(request: BookingRequest) -> str:
    if not request.is_open:
        return ""
    return format_html(
        '{} <span class="clinic-since">({})</span>',
        _short(request.received_at),
        timesince(request.received_at, depth=1),
    )


def state(request: BookingRequest) -> str:
    name, label = state_of(request)
    status = format_html('<span class="clinic-state clinic-state--{}">{}</span>', name, label)
    if request.is_beyond_limit:
        status = _with_note(status, gettext("Many from one contact"))
    # Of who may export alone: see BookingDesk.get_queryset.
    if getattr(request, "is_exported", False):
        status = _with_note(status, gettext("Exported"))
    for alarm in filter(None, _alarms(request)):
        mark = '{} <strong class="clinic-undelivered">{}</strong>'
        status = format_html(mark, status, alarm)
    return status


def _alarms(request: BookingRequest) -> Iterator[str]:
    yield alarm_of(request)
    if request.is_undelivered:
        yield gettext("Telephone: an e-mail did not arrive")
    if request.is_outside_hours:
        yield gettext("Telephone: the time is outside of hours that have changed")


def wanted(request: BookingRequest) -> str:
    appointment = appointment_of(request)
    practitioner = (appointment and appointment.practitioner) or request.practitioner
    pages = [page for page in (request.therapy, practitioner) if page]
    return ", ".join(page.title for page in pages)


def when(request: BookingRequest) -> str:
    """The time, agreed or held; of who waits without one, when it would suit."""
    appointment = standing_of(request)
    if appointment and (request.is_open or request.status == Status.BOOKED):
        return short_day_and_time(appointment.starts_at)
    if not request.is_open:
        return ""
    wish = gettext("Suits: %(when)s") % {"when": when_it_suits(request)}
    return format_html('<span class="clinic-since">{}</span>', wish)


def _with_note(status: str, note: str) -> str:
    return format_html('{} <span class="clinic-since">{}</span>', status, note)


def _short(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
