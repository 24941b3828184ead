"""The kinds of mails. Another one is one more entry and one more template."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...lib.registry import Registry
from . import truth


class Kind(StrEnum):
    NOTICE = "notice"
    RECEIVED = "received"
    BOOKED = "booked"
    BOOKED_CLINIC = "booked_clinic"
    CANCELLED = "cancelled"
    CANCELLED_CLINIC = "cancelled_clinic"
    REMINDER = "reminder"


# Of tokens.TOKENS.
CLINIC = ("clinic", "phone", "address")
TIME = ("date", "time", "practitioner")


@dataclass(frozen=True)
class MailKind:
    """label: for the desk. subject: without a name. template: rendered with `request`, `clinic` and
    `appointment` (none once it is cancelled, unless the mail says so), and with tokens in it.

    calendar_method: of RFC 5546, of the appointment that goes along; "" for none.
    untrue: asked when the mail is to be sent, and given it; what it answers, of truth.NotSent, is
    why it is not. tokens: those that may stand in the clinic's own wording, and needed: must.
    """

    label: str | Promise
    subject: str | Promise
    template: str
    is_to_clinic: bool = False
    calendar_method: str = ""
    untrue: Callable[..., str] = truth.always
    tokens: tuple[str, ...] = CLINIC
    needed: tuple[str, ...] = ()


# A host's: `MAIL_KINDS.register("name", MailKind(...))`.
MAIL_KINDS: Registry[str, MailKind] = Registry(
    {
        Kind.NOTICE: MailKind(
            _("To the clinic: a request waits"),
            _("A booking request waits"),
            "clinic_booking/mails/notice.txt",
            is_to_clinic=True,
            untrue=truth.unless_closed,
            tokens=("desk_link", "clinic"),
            needed=("desk_link",),
        ),
        Kind.RECEIVED: MailKind(
            _("To the visitor: we have your request"),
            _("We have your request"),
            "clinic_booking/mails/received.txt",
            untrue=truth.unless_closed_or_begun,
            tokens=("reference", *TIME, *CLINIC),
            needed=("reference",),
        ),
        Kind.BOOKED: MailKind(
            _("To the visitor: the time is agreed"),
            _("Your appointment"),
            "clinic_booking/mails/booked.txt",
            calendar_method="PUBLISH",
            untrue=truth.unless_cancelled_or_begun,
            tokens=(*TIME, "manage_link", "reference", *CLINIC),
            needed=("date", "time", "manage_link"),
        ),
        Kind.BOOKED_CLINIC: MailKind(
            _("To the clinic: the time is agreed"),
            _("An appointment is agreed"),
            "clinic_booking/mails/booked_clinic.txt",
            is_to_clinic=True,
            calendar_method="PUBLISH",
            untrue=truth.unless_cancelled_or_begun,
            tokens=(*TIME, "reference", "desk_link", "clinic"),
            needed=("date", "time"),
        ),
        Kind.CANCELLED: MailKind(
            _("To the visitor: the appointment is cancelled"),
            _("Your appointment is cancelled"),
            "clinic_booking/mails/cancelled.txt",
            calendar_method="CANCEL",
            untrue=truth.unless_agreed_or_begun,
            tokens=(*TIME, "reference", *CLINIC),
            needed=("date", "time"),
        ),
        Kind.CANCELLED_CLINIC: MailKind(
            _("To the clinic: an appointment is cancelled"),
            _("An appointment is cancelled"),
            "clinic_booking/mails/cancelled_clinic.txt",
            is_to_clinic=True,
            calendar_method="CANCEL",
            untrue=truth.unless_agreed_or_begun,
            tokens=(*TIME, "reference", "desk_link", "clinic"),
            needed=("date", "time"),
        ),
        Kind.REMINDER: MailKind(
            _("To the visitor: your appointment is near"),
            _("Your appointment"),
            "clinic_booking/mails/reminder.txt",
            untrue=truth.unless_cancelled_or_begun,
            tokens=(*TIME, "manage_link", "reference", *CLINIC),
            needed=("date", "time", "manage_link"),
        ),
    }
)


def kind_choices() -> list[tuple[str, str | Promise]]:
    return [(name, kind.label) for name, kind in MAIL_KINDS.items()]


def kinds_with_calendar() -> list[str]:
    return [name for name, kind in MAIL_KINDS.items() if kind.calendar_method]


def kinds_to_clinic() -> list[str]:
    return [name for name, kind in MAIL_KINDS.items() if kind.is_to_clinic]


def why_untrue(mail) -> str:
    """A NotSent: also of a kind that there is no more. "" while the mail is true."""
    kind = MAIL_KINDS.get(mail.kind)
    return kind.untrue(mail) if kind else truth.NotSent.OUTDATED
