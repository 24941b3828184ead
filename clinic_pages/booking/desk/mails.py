"""What the reception sees of a request's mails, and does about them."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from ..mails.kinds import MAIL_KINDS, why_untrue
from ..mails.models import BookingMail
from ..mails.posting import post_again
from ..mails.truth import FAILURES
from ..request.models import BookingRequest
from .steps import Refused
from .waiting import is_delayed

SEND_AGAIN = "clinic_booking.send_again_booking"
SEE_TO = "clinic_booking.see_to_mail_of_booking"
# As those of the steps.
LOG_ACTIONS = {
    SEND_AGAIN: (_("Send an e-mail again"), _("Sent an e-mail again")),
    SEE_TO: (
        _("See to an e-mail that did not arrive"),
        _("Saw to an e-mail that did not arrive"),
    ),
}


@dataclass(frozen=True)
class Line:
    """A mail on the screen of its request. has_failed: somebody is to be told otherwise."""

    mail: BookingMail
    is_to_clinic: bool
    is_delayed: bool
    has_failed: bool
    can_be_sent_again: bool


def lines_of(request: BookingRequest) -> list[Line]:
    mails = list(request.mails.all())
    repeated = {mail.repeats_id for mail in mails}
    return [_line(mail, mail.pk in repeated) for mail in mails]


def _line(mail: BookingMail, is_repeated: bool) -> Line:
    kind = MAIL_KINDS.get(mail.kind)
    is_last_word = not is_repeated and not why_untrue(mail)
    has_failed = mail.not_sent in FAILURES
    return Line(
        mail,
        is_to_clinic=bool(kind and kind.is_to_clinic),
        is_delayed=is_delayed(mail),
        has_failed=has_failed and is_last_word and mail.seen_to_at is None,
        can_be_sent_again=is_last_word and bool(has_failed or mail.sent_at),
    )


@transaction.atomic
def send_again(mail: BookingMail, user) -> None:
    """Posts the mail once more, as a new one. Who presses the button twice has sent it once."""
    if not _line(mail, is_repeated=False).can_be_sent_again:
        raise Refused
    if post_again(mail):
        log(instance=mail.request, action=SEND_AGAIN, user=user)


@transaction.atomic
def see_to(mail: BookingMail, user) -> None:
    """The patient has been told by telephone, or the clinic's own address put right."""
    failed = BookingMail.objects.failed().filter(pk=mail.pk)
    if failed.update(seen_to_at=timezone.now()):
        log(instance=mail.request, action=SEE_TO, user=user)


ACTS = {"send_again": send_again, "see_to": see_to}
