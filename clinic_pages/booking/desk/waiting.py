"""What waits: requests for an answer, mails for the mail server."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

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
    return BookingMail.objects.filter(~Q(problem="") | forgotten, sent_at=None)


def is_delayed(mail: BookingMail) -> bool:
    """The same, of one mail."""
    forgotten = mail.due_at < timezone.now() - PATIENCE
    return mail.sent_at is None and (bool(mail.problem) or forgotten)
