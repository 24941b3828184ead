"""Stores mails about a request together with what they are about; they go after the commit."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from ..request.models import BookingRequest
from .kinds import Kind, kinds_with_calendar
from .models import BookingMail
from .sending import recipient
from .tasks import send_booking_mails


def post(request: BookingRequest, kinds: Collection[str]) -> None:
    """Stores mails about `request`, in the caller's transaction; they go when that is committed."""
    if set(kinds_with_calendar()) & set(kinds):
        _withdraw(request)
    mails = [BookingMail(request=request, kind=kind) for kind in kinds if recipient(request, kind)]
    _send_after_commit([each.pk for each in BookingMail.objects.bulk_create(mails)])


def _withdraw(request: BookingRequest) -> None:
    """Mails about its time that have not gone: each says how it is when it goes, so that an older
    one would call a cancelled appointment agreed."""
    request.mails.filter(sent_at=None, kind__in=kinds_with_calendar()).delete()


def post_reminder(request: BookingRequest, for_time: datetime) -> bool:
    """Stores the reminder of that time unless there is one, and says whether it did."""
    if not recipient(request, Kind.REMINDER):
        return False
    stored, is_new = BookingMail.objects.get_or_create(
        request=request, kind=Kind.REMINDER, for_time=for_time
    )
    _send_after_commit([stored.pk] if is_new else [])
    return is_new


def _send_after_commit(keys: list[int]) -> None:
    if keys:
        # Robust: what keeps the task from being queued costs no visitor the thanks.
        transaction.on_commit(lambda: send_booking_mails.enqueue(keys), robust=True)
