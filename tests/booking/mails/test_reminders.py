"""Patients are reminded: of each time once."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from clinic_pages.booking.mails.sending import send_due
from clinic_pages.booking.models import BookingMail
from clinic_pages.booking.times.appointments import give_back, take
from tests.booking.diaries import appointment, offer_times, practitioner

# Found by subqueries.
pytestmark = pytest.mark.postgres


@pytest.fixture
def aoife(tree):
    return practitioner(tree)


def remind() -> int:
    """How many were newly reminded."""
    before = BookingMail.objects.count()
    call_command("send_booking_reminders")
    send_due()
    return BookingMail.objects.count() - before


def in_hours(hours: float):
    return (timezone.now() + timedelta(hours=hours)).replace(second=0, microsecond=0)


def test_a_near_appointment_is_reminded_of_once(tree, aoife, capsys):
    appointment(tree, aoife, in_hours(20))
    assert [remind() for _ in range(3)] == [1, 0, 0]
    assert [message.to for message in mail.outbox] == [["roisin@patient.example"]]
    assert "/booking/manage/" in mail.outbox[0].body
    assert "Aoife Brennan" in mail.outbox[0].body
    assert capsys.readouterr().out.split("\n")[0] == "1 reminded"


@pytest.mark.parametrize("hours", [25, -1])
def test_one_that_is_far_or_over_is_not(tree, aoife, hours):
    appointment(tree, aoife, in_hours(hours))
    assert remind() == 0


def test_a_held_or_cancelled_one_is_not(tree, aoife):
    appointment(tree, aoife, in_hours(20), is_agreed=False)
    give_back(appointment(tree, aoife, in_hours(22)), timezone.now())
    assert remind() == 0


def test_how_near_is_the_clinics_to_say_and_0_is_never(tree, aoife):
    appointment(tree, aoife, in_hours(20))
    offer_times(tree, reminder_hours=0)
    assert remind() == 0
    offer_times(tree, reminder_hours=19)
    assert remind() == 0
    offer_times(tree, reminder_hours=48)
    assert remind() == 1


def test_moved_it_is_reminded_of_anew(tree, aoife):
    made = appointment(tree, aoife, in_hours(20))
    assert remind() == 1
    take(made.request, aoife, in_hours(22), 60, is_agreed=True)
    assert [remind(), remind()] == [1, 0]
    assert len(mail.outbox) == 2


def test_a_reminder_that_has_not_gone_does_not_outlive_the_appointment(tree, aoife):
    made = appointment(tree, aoife, in_hours(20))
    with patch("django.core.mail.EmailMessage.send", side_effect=OSError):
        assert remind() == 1
    give_back(made, timezone.now())
    BookingMail.objects.update(due_at=timezone.now())
    assert send_due() == 0
    assert not mail.outbox


def test_moved_away_and_back_again_it_is_reminded_of_all_the_same(tree, aoife):
    at_first = in_hours(20)
    made = appointment(tree, aoife, at_first)
    with patch("django.core.mail.EmailMessage.send", side_effect=OSError):
        assert remind() == 1
    take(made.request, aoife, in_hours(30), 60, is_agreed=True)
    BookingMail.objects.update(due_at=timezone.now())
    assert send_due() == 0
    take(made.request, aoife, at_first, 60, is_agreed=True)
    assert [remind(), remind()] == [1, 0]
    assert len(mail.outbox) == 1


def test_one_that_did_not_arrive_is_not_posted_again_and_again(tree, aoife):
    appointment(tree, aoife, in_hours(20))
    refused = SMTPRecipientsRefused({"roisin@patient.example": (550, b"Unknown")})
    with patch("django.core.mail.EmailMessage.send", side_effect=refused):
        assert [remind(), remind()] == [1, 0]


def test_who_left_no_address_is_not_written_to(tree, aoife):
    appointment(tree, aoife, in_hours(20), email="", phone="+353857654321")
    assert remind() == 0


def test_the_reminder_says_the_clinics_time_wherever_the_command_runs(tree, aoife):
    moment = in_hours(20)
    appointment(tree, aoife, moment)
    with timezone.override("Asia/Tokyo"):
        remind()
    shown = timezone.localtime(moment, timezone.get_default_timezone())
    assert f"{shown.hour % 12 or 12}" in mail.outbox[0].body
    assert f"{shown:%A}, {shown.day} {shown:%b}" in mail.outbox[0].body
