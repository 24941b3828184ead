"""What the reception does in the calendar: books somebody in who calls, and blocks times. Each step
is taken whole or not at all, and is in Wagtail's log with who took it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Site

from ...pages.practitioners import PractitionerPage
from ..desk.logs import log_each
from ..desk.states import has_time
from ..form.submit import Submission, sent_before
from ..mails import posting
from ..mails.kinds import Kind
from ..request.contacts import email_digest, phone_digest
from ..request.models import BookingRequest, Channel
from ..times.appointments import Taken, block, take
from ..times.models import BlockedTime

PRINT = "clinic_booking.print_booking"
ENTER = {
    Channel.TELEPHONE: "clinic_booking.telephone_booking",
    Channel.WALK_IN: "clinic_booking.walk_in_booking",
}
BLOCK, UNBLOCK = "clinic_booking.block_time", "clinic_booking.unblock_time"
# What Wagtail's log says of each: (in its filter, in its list).
LOG_ACTIONS = {
    PRINT: (_("Print a day list"), _("Was on a printed day list")),
    ENTER[Channel.TELEPHONE]: (_("Book by telephone"), _("Booked by telephone")),
    ENTER[Channel.WALK_IN]: (_("Book at the reception"), _("Booked at the reception")),
    BLOCK: (_("Block a time"), _("Blocked it")),
    UNBLOCK: (_("Give a blocked time back"), _("Gave it back")),
}


def enter(
    site: Site,
    user,
    form_key: str,
    fields: dict[str, Any],
    *,
    practitioner: PractitionerPage | None,
    starts_at: datetime,
    minutes: int,
    shortens_pauses: bool = False,
) -> BookingRequest:
    """Stores a booking of somebody who is at the telephone or at the desk, its mails included.

    What was sent before gives what was stored then. fields: of BookingRequest, by name.
    shortens_pauses: as of `take`. Raises `Taken`, and stores nothing. No page is counted: nobody
    came from one.
    """
    time = {"practitioner": practitioner, "starts_at": starts_at, "minutes": minutes}
    submission = _submission(site, form_key, fields, time)
    for attempt in range(2):
        if found := sent_before(submission):
            return found
        try:
            return _store(submission, user, fields, shortens_pauses=shortens_pauses, **time)
        except IntegrityError:
            # Sent twice at the same moment, and the other one was first.
            if attempt:
                raise
    raise AssertionError("the loop returns or raises")


def was_entered(
    site: Site, form_key: str, fields: dict[str, Any], *, shortens_pauses: bool, **time
) -> bool:
    """Whether `enter` would give what was stored before."""
    return sent_before(_submission(site, form_key, fields, time)) is not None


def _submission(site: Site, form_key: str, fields: dict, time: dict) -> Submission:
    return Submission(site, form_key, fields | time, address="")


@transaction.atomic
def _store(submission: Submission, user, fields: dict, **time) -> BookingRequest:
    request = BookingRequest(site=submission.site, submission=submission.digest)
    digests = {
        "email_digest": email_digest(fields["email"]),
        "phone_digest": phone_digest(fields["phone"]),
    }
    for name, value in (fields | digests).items():
        setattr(request, name, value)
    request.status = BookingRequest.Status.BOOKED
    request.save(force_insert=True)
    appointment = take(request, is_agreed=True, **time)
    request.closed_at = appointment.ends_at
    request.save(update_fields=["closed_at"])
    if has_time(request):
        posting.post(request, [Kind.BOOKED, Kind.BOOKED_CLINIC])
    log(instance=request, action=ENTER[request.channel], user=user)
    return request


def block_time(
    user, practitioner: PractitionerPage, starts_at: datetime, minutes: int, reason: str
) -> BlockedTime:
    """Raises `Taken` where somebody is booked already. What is pressed twice is blocked once."""
    try:
        with transaction.atomic():
            blocked = block(practitioner, starts_at, minutes, reason)
            log(instance=blocked, action=BLOCK, user=user)
            return blocked
    except Taken:
        known = BlockedTime.objects.filter(practitioner=practitioner, starts_at=starts_at)
        ends_at = starts_at + timedelta(minutes=minutes)
        if found := known.filter(ends_at=ends_at, reason=reason).first():
            return found
        raise


@transaction.atomic
def unblock(blocked: BlockedTime, user) -> None:
    log(instance=blocked, action=UNBLOCK, user=user, deleted=True)
    blocked.delete()


def note_printed(requests: list[BookingRequest], user) -> None:
    """Before somebody gets it in their hands."""
    log_each(requests, PRINT, user)
