"""Sends what is due, again and again until it is out: while it is true, and worth trying.

A mail is put off before it is tried, so that one whose process died is tried again by the next
`send_booking_mails`: each that is true goes out at least once.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from .kinds import MAIL_KINDS, why_untrue
from .messages import message_of
from .models import BookingMail
from .refusals import address_is_refused, code_of, refused_for_good
from .truth import FAILURES, NotSent

logger = logging.getLogger(__name__)

# A try that is not heard of for this long has died.
TRY = timedelta(minutes=5)
# Until the next try, after one, two, three... failures; the last goes on.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60)]
# Then somebody has to telephone. Never before all of the pauses: whoever sends mails may have been
# away, too.
GIVE_UP_AFTER = timedelta(days=4)


class NobodyToSendTo(Exception):
    """The clinic has taken its address out of the settings."""


# In reports of errors, of whatever it calls. No generator may stand between: it has forgotten who
# called it when Django asks.
@sensitive_variables()
def send_due(keys: Iterable[int] | None = None) -> int:
    """Sends what is due, of the mails with these primary keys or of all. Returns how many went."""
    due = BookingMail.objects.waiting().filter(due_at__lte=timezone.now())
    if keys is not None:
        due = due.filter(pk__in=list(keys))
    return sum([_send_in_turn(pk) for pk in list(due.values_list("pk", flat=True))])


def _send_in_turn(pk: int) -> bool:
    """Sends the mail unless another process has just begun to."""
    now = timezone.now()
    taken = BookingMail.objects.waiting().filter(pk=pk, due_at__lte=now)
    if not taken.update(due_at=now + TRY, attempts=F("attempts") + 1):
        return False
    found = BookingMail.objects.select_related("request__site").filter(pk=pk).first()
    if found is None:
        return False
    if ended := _try_to_send(found):
        _not_sent(found, *ended)
        return False
    # Also where a newer one took its place just then: it has gone.
    BookingMail.objects.filter(pk=pk).update(sent_at=timezone.now(), not_sent="", problem="")
    return True


def _try_to_send(mail: BookingMail) -> tuple[str, str] | None:
    """None if it went; else the NotSent for which it never will, "" to try again, and the problem.

    Only the kind of problem: its message may quote whom the mail is for, and stands in the
    traceback of whatever fails while it is handled.
    """
    try:
        if why := why_not(mail):
            return why, ""
        if not message_of(mail).send():
            raise NobodyToSendTo
    except Exception as problem:
        return refused_for_good(problem), f"{type(problem).__name__} {code_of(problem)}".strip()
    return None


def why_not(mail: BookingMail) -> str:
    """The NotSent for which the mail is not sent now, nor later; "" for none."""
    if untrue := why_untrue(mail):
        return untrue
    # Somebody may try all the same.
    is_patients = not (MAIL_KINDS[mail.kind].is_to_clinic or mail.repeats_id)
    if is_patients and address_is_refused(mail.request):
        return NotSent.ADDRESS
    is_old = mail.created_at <= timezone.now() - GIVE_UP_AFTER
    return NotSent.GIVEN_UP if is_old and mail.attempts > len(PAUSES) else ""


def _not_sent(mail: BookingMail, why: str, name: str) -> None:
    """why, name: as of `_try_to_send`."""
    if why:
        _end(mail, why, name)
        return
    pause = PAUSES[min(mail.attempts, len(PAUSES)) - 1]
    BookingMail.objects.filter(pk=mail.pk).update(due_at=timezone.now() + pause, problem=name)
    logger.warning("Booking mail %d could not be sent (%s): tried again later", mail.pk, name)


def _end(mail: BookingMail, why: str, problem: str = "") -> None:
    problem = problem or mail.problem
    BookingMail.objects.filter(pk=mail.pk).update(not_sent=why, problem=problem)
    level = logging.WARNING if why in FAILURES else logging.INFO
    reasons = ", ".join(filter(None, [why, problem]))
    logger.log(level, "Booking mail %d is not sent: %s", mail.pk, reasons)
