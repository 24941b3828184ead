"""What waits: requests for an answer, mails for the mail server, patients to be telephoned because
a mail did not arrive."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from ..mails.kinds import MAIL_KINDS, why_untrue
from ..mails.models import BookingMail
from ..request.models import BookingRequest

# A mail that nobody has tried to send for longer was forgotten by whoever sends mails.
PATIENCE = timedelta(minutes=10)


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
