"""What waits: requests for an answer, mails for the mail server, patients to be telephoned because
a mail did not arrive."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    ExpressionWrapper,
    F,
    Min,
    Q,
    QuerySet,
    When,
)
from django.utils import timezone
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _

from ..mails.kinds import MAIL_KINDS, why_untrue
from ..mails.models import BookingMail
from ..request.models import BookingRequest
from ..times.appointments import to_come
from ..times.free_times import A_DAY
from .states import has_held_time

# A mail that nobody has tried to send for longer was forgotten by whoever sends mails.
PATIENCE = timedelta(minutes=10)
# So many requests stand on the first page.
MOST_URGENT = 5


@dataclass(frozen=True)
class Waiting:
    """count: of all that wait, `new` of whom nobody has contacted. since: of the oldest."""

    count: int
    new: int
    since: datetime | None


@dataclass(frozen=True)
class Undelivered:
    """Mails that did not arrive, and that nobody has seen to. to_telephone: the primary keys of the
    requests whose patients wait for one. to_clinic: how many were the clinic's own."""

    to_telephone: frozenset[int]
    to_clinic: int


def open_requests() -> QuerySet:
    return BookingRequest.objects.filter(status__in=BookingRequest.OPEN)


# --- What becomes urgent -------------------------------------------------------------------------


def urgent_at() -> Case:
    """Of requests that wait: when it becomes urgent to answer, NULL for others.

    Within a day patients may expect one, and a day before a time that they have chosen.
    """
    from_receipt = ExpressionWrapper(F("received_at") + A_DAY, DateTimeField())
    before_the_time = ExpressionWrapper(F("appointment__starts_at") - A_DAY, DateTimeField())
    is_sooner = Q(appointment__starts_at__lt=F("received_at") + 2 * A_DAY)
    is_held = Q(appointment__isnull=False, appointment__cancelled_at=None)
    return Case(
        When(is_sooner & is_held, status__in=BookingRequest.OPEN, then=before_the_time),
        When(status__in=BookingRequest.OPEN, then=from_receipt),
        default=None,
        output_field=DateTimeField(),
    )


def alarms() -> QuerySet:
    """Requests whose chosen time begins within a day, or has passed, without an answer."""
    return open_requests().filter(
        appointment__isnull=False,
        appointment__cancelled_at=None,
        appointment__starts_at__lt=timezone.now() + A_DAY,
    )


def alarm_of(request: BookingRequest) -> str:
    """In words; "" for none. As `alarms`."""
    if not has_held_time(request):
        return ""
    appointment, now = request.appointment, timezone.now()
    if appointment.starts_at <= now:
        return _("The time that the patient chose has passed without an answer")
    if appointment.starts_at >= now + A_DAY:
        return ""
    left = timeuntil(appointment.starts_at, now, depth=1)
    return _("The time that the patient chose begins in %(time)s") % {"time": left}


def most_urgent() -> QuerySet:
    """The first of those that wait, by what becomes urgent first."""
    found = open_requests().select_related("therapy", "appointment")
    return found.order_by(urgent_at(), "pk")[:MOST_URGENT]


def outside_hours() -> QuerySet:
    """Appointments to come whose patients are to be told that hours have changed."""
    return to_come().filter(is_outside_hours=True)


def what_waits() -> Waiting:
    return Waiting(
        **open_requests().aggregate(
            count=Count("pk"),
            new=Count("pk", filter=Q(status=BookingRequest.Status.NEW)),
            since=Min("received_at"),
        )
    )


def delayed_mails() -> QuerySet:
    """Mails that the mail server has not taken, or that nobody has brought there."""
    forgotten = Q(due_at__lt=timezone.now() - PATIENCE)
    return BookingMail.objects.waiting().filter(~Q(problem="") | forgotten)


def is_delayed(mail: BookingMail) -> bool:
    """The same, of one mail."""
    forgotten = mail.due_at < timezone.now() - PATIENCE
    return mail.sent_at is None and not mail.not_sent and (bool(mail.problem) or forgotten)


def undelivered() -> Undelivered:
    """One query. A mail that is untrue by now is nothing that anybody has to be told."""
    failed = BookingMail.objects.failed().select_related("request__appointment")
    mails = [mail for mail in failed if not why_untrue(mail)]
    to_clinic = [mail for mail in mails if MAIL_KINDS[mail.kind].is_to_clinic]
    return Undelivered(
        to_telephone=frozenset(mail.request_id for mail in mails if mail not in to_clinic),
        to_clinic=len(to_clinic),
    )
