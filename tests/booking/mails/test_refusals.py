"""What a mail server says no to, and whether it means this mail for good."""

from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest

from clinic_pages.booking.mails.refusals import code_of, refused_for_good
from clinic_pages.booking.mails.truth import NotSent

# Exceptions alone.
pytestmark = pytest.mark.once

WHO = "a@patient.example"


def at_rcpt(code: int, said: bytes) -> SMTPRecipientsRefused:
    return SMTPRecipientsRefused({WHO: (code, said)})


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (550, b"5.1.1 <a@patient.example>: Recipient address rejected: User unknown"),
        (550, b"No such user here"),
        (550, b"5.1.1 <sender@patient.example> does not exist"),
        (550, b"5.4.1 Recipient address rejected: Access denied"),
        (551, b"User not local"),
        (552, b"5.2.2 Mailbox full"),
        (553, b"5.1.3 Bad recipient address syntax"),
        (554, b"5.2.1 Mailbox disabled"),
        (556, b"5.1.10 Recipient address has null MX"),
    ],
)
def test_an_address_is_refused(code, said):
    assert refused_for_good(at_rcpt(code, said)) == NotSent.ADDRESS


@pytest.mark.parametrize("code", [550, 552, 554])
def test_a_mail_is_refused(code):
    assert refused_for_good(SMTPDataError(code, b"5.6.0 Not like this")) == NotSent.MESSAGE


@pytest.mark.parametrize(
    "problem",
    [
        # In an hour it may be otherwise.
        at_rcpt(450, b"4.2.0 Greylisted"),
        at_rcpt(421, b"4.3.2 Too busy"),
        at_rcpt(452, b"4.2.2 Mailbox full"),
        SMTPDataError(451, b"Try again"),
        SMTPServerDisconnected("gone"),
        SMTPConnectError(554, b"No service"),
        ConnectionRefusedError("gone"),
        TimeoutError("gone"),
        # The clinic's password, or its right to send.
        SMTPAuthenticationError(535, b"5.7.8 Bad credentials"),
        at_rcpt(530, b"5.7.0 Authentication required"),
        SMTPDataError(530, b"5.7.0 Authentication required"),
        at_rcpt(550, b"5.7.1 Relaying denied"),
        at_rcpt(554, b"5.7.1 <a@patient.example>: Relay access denied"),
        at_rcpt(550, b"relay not permitted"),
        at_rcpt(550, b"Please authenticate first"),
        at_rcpt(554, b"5.7.1 Client host blocked"),
        # The clinic's own address.
        SMTPSenderRefused(550, b"5.1.0 Not you", "us@clinic.example"),
        SMTPSenderRefused(553, b"5.7.1 Not owned by user", "us@clinic.example"),
        at_rcpt(550, b"5.1.8 <us@clinic.example>: Sender address rejected: Domain not found"),
        at_rcpt(550, b"Sender verify failed"),
        # Commands.
        at_rcpt(503, b"5.5.1 Bad sequence"),
        at_rcpt(500, b"What?"),
        SMTPRecipientsRefused({}),
    ],
    ids=str,
)
def test_what_may_be_mended_for_all_mails_at_once_costs_none(problem):
    assert refused_for_good(problem) == ""


def test_the_number_is_told_and_not_the_words():
    assert code_of(at_rcpt(550, b"<a@patient.example> unknown")) == "550"
    assert code_of(SMTPDataError(554, b"no")) == "554"
    assert code_of(OSError("a@patient.example")) == ""
