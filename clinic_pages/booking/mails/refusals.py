"""What a mail server refuses for good: of this mail, or of whatever goes to this address.

All else may be otherwise in an hour, what is wrong with the clinic's own server, password or sender
included: that is mended for all mails at once, and none of them may be lost by it.
"""

import re
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.db.models import Q

from ..request.models import BookingRequest
from .kinds import kinds_to_clinic
from .truth import NotSent

# Of the answers that end a try for good (RFC 5321, and 556 of RFC 7504) those about a mailbox or a
# mail. The others are about commands, and who may give them: 530 and 535 want another password.
FINAL = {550, 551, 552, 553, 554, 556}
# The number by which many servers say more (RFC 3463): 5.7.x is what the sender may, 5.3.x the
# server, 5.5.x its commands, 5.1.7 and 5.1.8 the sender's address.
ABOUT_THE_CLINIC = re.compile(r"5\.(?:[357]\.\d+|1\.[78])\b")
# And in words, of those that say it with 550.
IN_WORDS = re.compile(r"\brelay|\bauthent|\bsender\b(?![\w.+-]*@)", re.IGNORECASE)


def refused_for_good(problem: Exception) -> str:
    """The NotSent that the mail has come to by it, "" where it is worth another try.

    A mail has one recipient (messages.recipient), so none is ever refused in part.
    """
    if isinstance(problem, SMTPRecipientsRefused):
        answers, what = list(problem.recipients.values()), NotSent.ADDRESS
    elif isinstance(problem, SMTPDataError):
        answers, what = [(problem.smtp_code, problem.smtp_error)], NotSent.MESSAGE
    else:
        return ""
    return what if answers and all(is_final(*answer) for answer in answers) else ""


def is_final(code: int, said: bytes | str) -> bool:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    is_ours = ABOUT_THE_CLINIC.match(words) or IN_WORDS.search(words)
    return code in FINAL and not is_ours


def code_of(problem: Exception) -> str:
    """The number of the server's answer: its words may quote an address."""
    if isinstance(problem, SMTPRecipientsRefused):
        return str(next(iter(problem.recipients.values()), [""])[0])
    return str(getattr(problem, "smtp_code", ""))


def address_is_refused(request: BookingRequest) -> bool:
    """Whether the last that is known of the patient's address is that no mail arrives there."""
    known = Q(sent_at__isnull=False) | Q(not_sent=NotSent.ADDRESS)
    mails = request.mails.filter(known).exclude(kind__in=kinds_to_clinic())
    return mails.order_by("-pk").values_list("not_sent", flat=True).first() == NotSent.ADDRESS
