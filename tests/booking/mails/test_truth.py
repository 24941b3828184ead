"""A mail is sent only while it is true: it is asked at the moment of sending."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.utils import timezone

from clinic_pages.booking.mails.kinds import MAIL_KINDS, Kind, MailKind
from clinic_pages.booking.mails.sending import send_due
from clinic_pages.booking.mails.truth import NotSent
from clinic_pages.booking.models import BookingMail, BookingRequest
from clinic_pages.booking.times.appointments import give_back, take
from tests.booking.diaries import appointment, in_days, make_request

pytestmark = pytest.mark.django_db

Status = BookingRequest.Status


@pytest.fixture
def agreed(tree):
    made = appointment(tree, None)
    made.request.status = Status.BOOKED
    made.request.save()
    return made


def fate(request, kind, at=None, **fields) -> str:
    """What becomes of such a mail: "sent", or why it is not."""
    posted = BookingMail.objects.create(request=request, kind=kind, **fields)
    now = at or timezone.now()
    with patch("django.utils.timezone.now", lambda: now):
        sent = send_due([posted.pk])
    posted.refresh_from_db()
    assert sent == len(mail.outbox) == bool(posted.sent_at)
    assert send_due([posted.pk]) == 0, "it is not tried again"
    return "sent" if sent else posted.not_sent


OF_THE_TIME = [Kind.BOOKED, Kind.BOOKED_CLINIC, Kind.REMINDER]
OF_CANCELLING = [Kind.CANCELLED, Kind.CANCELLED_CLINIC]


@pytest.mark.parametrize("kind", OF_THE_TIME)
def test_an_agreed_time_is_told_until_it_begins(agreed, kind):
    just_before = agreed.starts_at - timedelta(minutes=1)
    assert fate(agreed.request, kind, just_before) == "sent"


@pytest.mark.parametrize("kind", OF_THE_TIME)
def test_not_once_it_has_begun(agreed, kind):
    assert fate(agreed.request, kind, agreed.starts_at) == NotSent.BEGUN


@pytest.mark.parametrize("kind", OF_THE_TIME)
def test_nor_when_it_is_cancelled(agreed, kind):
    give_back(agreed, timezone.now())
    assert fate(agreed.request, kind) == NotSent.CHANGED


@pytest.mark.parametrize("kind", OF_THE_TIME)
def test_nor_when_it_is_only_held(tree, kind):
    held = appointment(tree, None, is_agreed=False)
    assert fate(held.request, kind) == NotSent.CHANGED


def test_a_reminder_is_of_its_own_time(agreed):
    at_first = agreed.starts_at
    take(agreed.request, None, in_days(5), 60, is_agreed=True)
    assert fate(agreed.request, Kind.REMINDER, for_time=at_first) == NotSent.CHANGED


@pytest.mark.parametrize("kind", OF_CANCELLING)
def test_a_cancellation_is_told_while_somebody_might_come(agreed, kind):
    give_back(agreed, timezone.now())
    assert fate(agreed.request, kind) == "sent"


@pytest.mark.parametrize("kind", OF_CANCELLING)
def test_and_not_later(agreed, kind):
    give_back(agreed, timezone.now())
    assert fate(agreed.request, kind, agreed.starts_at) == NotSent.BEGUN


@pytest.mark.parametrize("kind", OF_CANCELLING)
def test_nor_where_it_was_agreed_again(agreed, kind):
    give_back(agreed, timezone.now())
    take(agreed.request, None, in_days(5), 60, is_agreed=True)
    assert fate(agreed.request, kind) == NotSent.CHANGED


@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.RECEIVED])
@pytest.mark.parametrize(
    ("status", "becomes"),
    [
        (Status.NEW, "sent"),
        (Status.CONTACTED, "sent"),
        (Status.BOOKED, NotSent.CLOSED),
        (Status.DECLINED, NotSent.CLOSED),
        (Status.SPAM, NotSent.CLOSED),
    ],
)
def test_of_a_request_is_told_while_it_waits(tree, kind, status, becomes):
    assert fate(make_request(tree, status=status), kind) == becomes


def test_a_time_is_not_held_once_it_has_begun(tree):
    held = appointment(tree, None, is_agreed=False)
    assert fate(held.request, Kind.RECEIVED, held.starts_at) == NotSent.BEGUN


def test_but_a_request_waits_all_the_same(tree):
    held = appointment(tree, None, is_agreed=False)
    assert fate(held.request, Kind.NOTICE, held.starts_at) == "sent"


def test_a_time_that_was_given_back_is_not_said_to_be_held(tree):
    """Closed, and opened again."""
    held = appointment(tree, None, is_agreed=False)
    give_back(held, timezone.now())
    assert fate(held.request, Kind.RECEIVED) == "sent"
    assert "hold this time" not in mail.outbox[0].body
    assert "9 a.m." not in mail.outbox[0].body


def test_a_hosts_own_mail_is_always_true_unless_it_says_otherwise(tree, monkeypatch):
    own = MailKind("Own", "About us", "clinic_booking/mails/received.txt")
    monkeypatch.setitem(MAIL_KINDS, "own", own)
    assert fate(make_request(tree, status=Status.DECLINED), "own") == "sent"


def test_a_kind_that_there_is_no_more_is_not_tried_for_ever(tree):
    assert fate(make_request(tree), "gone") == NotSent.OUTDATED
