"""Stores what a visitor sent: once, or not at all."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page, Site

from ..encryption import digest
from ..mails import posting
from ..mails.kinds import Kind
from ..request.contacts import email_digest, phone_digest
from ..request.models import BookingRequest
from ..statistics.models import BookingCount
from ..times.appointments import Taken, hold
from ..times.free_times import FreeTime
from . import challenge, limits


@dataclass(frozen=True)
class Submission:
    """What was sent, checked.

    form_key: of the form that it was typed into. fields: of BookingRequest, by name. address: the
    digest of where it came from. page: where the form was opened, None where unknown. is_spam: a
    field was filled in that no visitor sees. time: the one to hold, None for any. answer: the
    browser's to the challenge, if there is one.
    """

    site: Site
    form_key: str
    fields: dict[str, Any] = field(repr=False)
    address: str
    page: Page | None = None
    is_spam: bool = False
    time: FreeTime | None = None
    answer: str = ""

    @property
    def digest(self) -> str:
        """The same for the same words typed into the same form, and for nothing else."""
        words = {name: getattr(value, "pk", value) for name, value in self.fields.items()}
        words["time"] = self.time and self.time.value
        return digest("submission", json.dumps([self.form_key, words], sort_keys=True, default=str))


def sent_before(submission: Submission) -> BookingRequest | None:
    return BookingRequest.objects.filter(submission=submission.digest).first()


def submit(submission: Submission) -> BookingRequest:
    """The stored request, the mails about it included; committed when this returns.

    What was sent before gives what was stored then. Raises `limits.TooMany`,
    `challenge.Unsolved`, and `appointments.Taken` where nobody is free at the time any more.
    """
    for attempt in range(2):
        if found := sent_before(submission):
            return found
        if submission.time and not submission.time.schedules:
            # Nobody else waits for the database meanwhile.
            raise Taken
        try:
            return _store(submission)
        except IntegrityError:
            # Sent twice at the same moment, and the other one was first. Else a page that is named
            # has just been deleted: the visitor chooses another.
            if attempt:
                raise
    raise AssertionError("the loop returns or raises")


# Durable: with an outer transaction, thanks would be said before the commit.
@transaction.atomic(durable=True)
def _store(submission: Submission) -> BookingRequest:
    fields = submission.fields
    digests = {
        "email_digest": email_digest(fields.get("email", "")),
        "phone_digest": phone_digest(fields.get("phone", "")),
    }
    contacts = limits.contact_digests(fields.get("email", ""), fields.get("phone", ""))
    limits.check(submission.address)
    request = BookingRequest(
        site=submission.site, submission=submission.digest, consented_at=timezone.now()
    )
    for name, value in (fields | digests).items():
        setattr(request, name, value)
    request.is_beyond_limit = limits.is_beyond(contacts)
    if submission.is_spam:
        request.status, request.closed_at = BookingRequest.Status.SPAM, timezone.now()
    request.save(force_insert=True)
    # After it: of two that are sent at once with the same answer, one waits here for the other.
    challenge.check(submission.answer)
    limits.count(submission.address)
    if not submission.is_spam:
        limits.count_contacts(contacts)
        if time := submission.time:
            hold(request, time.practitioners, time.starts_at, time.minutes)
        # Nobody's mailbox is filled by what others type in.
        to_visitor = [] if request.is_beyond_limit else [Kind.RECEIVED]
        posting.post(request, [Kind.NOTICE, *to_visitor])
        _count(submission)
    return request


def _count(submission: Submission) -> None:
    fields = submission.fields
    asked_for = [each for each in (fields.get("therapy"), fields.get("practitioner")) if each]
    counted = {(page.pk, True) for page in asked_for}
    if submission.page:
        counted.add((submission.page.pk, False))
    _add_one(sorted(counted))


def _add_one(counted: Iterable[tuple[int, bool]]) -> None:
    """In a fixed order: two requests at once wait for each other, and do not stand in each other's
    way."""
    for page_id, is_for in counted:
        key = {"page_id": page_id, "is_for": is_for, "day": timezone.localdate()}
        BookingCount.objects.bulk_create([BookingCount(**key)], ignore_conflicts=True)
        BookingCount.objects.filter(**key).update(number=F("number") + 1)
