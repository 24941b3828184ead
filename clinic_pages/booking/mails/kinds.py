"""The kinds of mails. Another one is one more entry and one more template."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...lib.registry import Registry


class Kind(StrEnum):
    NOTICE = "notice"
    RECEIVED = "received"
    BOOKED = "booked"
    BOOKED_CLINIC = "booked_clinic"
    CANCELLED = "cancelled"
    CANCELLED_CLINIC = "cancelled_clinic"
    REMINDER = "reminder"


@dataclass(frozen=True)
class MailKind:
    """label: for the desk. subject: without a name. template: rendered with `request`, `clinic`,
    `appointment` and, where they are asked for, `desk` and `manage_url`.

    calendar_method: of RFC 5546, of the appointment that goes along; "" for none.
    """

    label: str | Promise
    subject: str | Promise
    template: str
    is_to_clinic: bool = False
    calendar_method: str = ""
    has_manage_link: bool = False


# A host's: `MAIL_KINDS.register("name", MailKind(...))`.
MAIL_KINDS: Registry[str, MailKind] = Registry(
    {
        Kind.NOTICE: MailKind(
            _("To the clinic: a request waits"),
            _("A booking request waits"),
            "clinic_booking/mails/notice.txt",
            is_to_clinic=True,
        ),
        Kind.RECEIVED: MailKind(
            _("To the visitor: we have your request"),
            _("We have your request"),
            "clinic_booking/mails/received.txt",
        ),
        Kind.BOOKED: MailKind(
            _("To the visitor: the time is agreed"),
            _("Your appointment"),
            "clinic_booking/mails/booked.txt",
            calendar_method="PUBLISH",
            has_manage_link=True,
        ),
        Kind.BOOKED_CLINIC: MailKind(
            _("To the clinic: the time is agreed"),
            _("An appointment is agreed"),
            "clinic_booking/mails/booked_clinic.txt",
            is_to_clinic=True,
            calendar_method="PUBLISH",
        ),
        Kind.CANCELLED: MailKind(
            _("To the visitor: the appointment is cancelled"),
            _("Your appointment is cancelled"),
            "clinic_booking/mails/cancelled.txt",
            calendar_method="CANCEL",
        ),
        Kind.CANCELLED_CLINIC: MailKind(
            _("To the clinic: an appointment is cancelled"),
            _("An appointment is cancelled"),
            "clinic_booking/mails/cancelled_clinic.txt",
            is_to_clinic=True,
            calendar_method="CANCEL",
        ),
        Kind.REMINDER: MailKind(
            _("To the visitor: your appointment is near"),
            _("Your appointment"),
            "clinic_booking/mails/reminder.txt",
            has_manage_link=True,
        ),
    }
)


def kind_choices() -> list[tuple[str, str | Promise]]:
    return [(name, kind.label) for name, kind in MAIL_KINDS.items()]


def kinds_with_calendar() -> list[str]:
    return [name for name, kind in MAIL_KINDS.items() if kind.calendar_method]
