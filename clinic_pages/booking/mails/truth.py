"""When mails are true: asked of each at the moment of sending, whatever has become of its request
since it was posted. A mail server that was away must not make a clinic a liar."""

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..times.models import Appointment


class NotSent(TextChoices):
    """Why a mail is not sent, and not tried again."""

    # It would not be true.
    CLOSED = "closed", _("the request no longer waited")
    BEGUN = "begun", _("the appointment had begun")
    CHANGED = "changed", _("the appointment had been changed")
    OUTDATED = "outdated", _("it was no longer true")
    REPLACED = "replaced", _("a newer e-mail took its place")
    # It did not arrive.
    ADDRESS = "address", _("the mail server refuses the address")
    MESSAGE = "message", _("the mail server refuses the e-mail")
    GIVEN_UP = "given_up", _("the mail server has not taken it for days")


# Somebody may have to be told by telephone.
FAILURES = [NotSent.ADDRESS, NotSent.MESSAGE, NotSent.GIVEN_UP]


# Each takes a BookingMail and returns "" while it is true.


def always(mail) -> str:
    return ""


def unless_closed(mail) -> str:
    """While the request waits."""
    return "" if mail.request.is_open else NotSent.CLOSED


def unless_closed_or_begun(mail) -> str:
    """While the request waits; and the time that is held for it is to come, if there is one."""
    held = _appointment(mail)
    if held and held.cancelled_at is None and _has_begun(held):
        return NotSent.BEGUN
    return unless_closed(mail)


def unless_cancelled_or_begun(mail) -> str:
    """While the agreed appointment is to come; of a mail about one time, at that time."""
    agreed = _appointment(mail)
    if agreed is None or not agreed.is_agreed or agreed.cancelled_at:
        return NotSent.CHANGED
    if mail.for_time not in (None, agreed.starts_at):
        return NotSent.CHANGED
    return NotSent.BEGUN if _has_begun(agreed) else ""


def unless_agreed_or_begun(mail) -> str:
    """While the appointment that is cancelled would be to come."""
    cancelled = _appointment(mail)
    if cancelled is None or cancelled.cancelled_at is None:
        return NotSent.CHANGED
    return NotSent.BEGUN if _has_begun(cancelled) else ""


def _appointment(mail) -> Appointment | None:
    return getattr(mail.request, "appointment", None)


def _has_begun(appointment: Appointment) -> bool:
    return appointment.starts_at <= timezone.now()
