"""Stores mails about a request together with what they are about; they go after the commit."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ..request.models import BookingRequest
from .kinds import Kind, kinds_with_calendar
from .messages import recipient
from .models import BookingMail
from .tasks import send_booking_mails
from .truth import NotSent


def post(request: BookingRequest, kinds: Collection[str]) -> None:
    """Stores mails about `request`, in the caller's transaction; they go when that is committed."""
    if set(kinds_with_calendar()) & set(kinds):
        _replace(request)
    mails = [BookingMail(request=request, kind=kind) for kind in kinds if recipient(request, kind)]
    _send_after_commit([each.pk for each in BookingMail.objects.bulk_create(mails)])


def _replace(request: BookingRequest) -> None:
    """Mails about its time that have not gone: each says how it is when it goes, so that two would
    say the same. Of those that did not arrive, the newer ones are to be asked about."""
    earlier = request.mails.filter(kind__in=kinds_with_calendar())
    earlier.failed().update(seen_to_at=timezone.now())
    earlier.waiting().update(not_sent=NotSent.REPLACED)


def post_again(mail: BookingMail) -> bool:
    """Stores the same mail as a new one unless there is one, and says whether it did."""
    known = {"request": mail.request, "kind": mail.kind, "for_time": mail.for_time}
    stored, is_new = BookingMail.objects.get_or_create(repeats=mail, defaults=known)
    _send_after_commit([stored.pk] if is_new else [])
    return is_new


def post_reminder(request: BookingRequest, for_time: datetime) -> bool:
    """Stores the reminder of that time unless there is one, and says whether it did."""
    if not recipient(request, Kind.REMINDER):
        return False
    reminders = BookingMail.objects.filter(repeats=None).exclude(not_sent=NotSent.CHANGED)
    stored, is_new = reminders.get_or_create(request=request, kind=Kind.REMINDER, for_time=for_time)
    _send_after_commit([stored.pk] if is_new else [])
    return is_new


def _send_after_commit(keys: list[int]) -> None:
    if keys:
        # Robust: what keeps the task from being queued costs no visitor the thanks.
        transaction.on_commit(lambda: send_booking_mails.enqueue(keys), robust=True)
