"""Mails about a request: they go out, whatever happens, and say nothing of anybody's health."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from clinic_pages.booking.mails.sending import GIVE_UP_AFTER, PAUSES, TRY, send_due
from clinic_pages.booking.models import BookingMail, BookingRequest, BookingSettings
from tests.booking.visitors import TYPED, book

# A constraint that refuses breaks a transaction on PostgreSQL only.
pytestmark = pytest.mark.postgres

SEND = "django.core.mail.EmailMessage.send"


@pytest.fixture
def request_(client, tree) -> BookingRequest:
    book(client, tree.condition(), therapy=tree.therapy().pk)
    return BookingRequest.objects.get()


def at(moment):
    return patch("django.utils.timezone.now", lambda: moment)


def test_both_are_written_to_and_only_once(request_):
    assert send_due() == 2
    assert send_due() == 0
    assert sorted(message.to[0] for message in mail.outbox) == [
        "hello@clinic.example",
        TYPED["email"],
    ]


def test_the_clinic_learns_that_a_request_waits_and_nothing_else(request_):
    send_due()
    [notice] = [message for message in mail.outbox if message.to == ["hello@clinic.example"]]
    whole = notice.message().as_string()
    assert "/admin/" in notice.body
    for typed in (request_.reference, "Róisín", "roisin", "3456", "leg", "Acupuncture"):
        assert typed not in whole


def test_the_visitor_gets_the_reference_and_nothing_of_what_was_typed(request_):
    send_due()
    [received] = [message for message in mail.outbox if message.to == [TYPED["email"]]]
    assert request_.reference in received.body
    assert request_.reference not in received.subject
    for typed in ("Róisín", "3456", "leg", "Acupuncture"):
        assert typed not in received.message().as_string()


def test_the_reception_may_have_an_address_of_its_own(client, tree):
    BookingSettings.objects.create(site=tree.site, notice_email="desk@clinic.example")
    book(client)
    send_due()
    assert {"desk@clinic.example"} <= {message.to[0] for message in mail.outbox}


def test_who_left_no_address_is_not_written_to(client, tree):
    book(client, email="")
    assert [each.kind for each in BookingMail.objects.all()] == ["notice"]


def test_the_visitor_is_written_to_in_the_language_of_the_form(client, tree):
    book(client, language="de")
    send_due()
    subjects = {message.to[0]: message.subject for message in mail.outbox}
    assert subjects[TYPED["email"]].startswith("Wir haben Ihre Anfrage")
    assert subjects["hello@clinic.example"].startswith("A booking request waits")


def test_a_mail_server_that_is_away_costs_a_delay(request_):
    now = timezone.now()
    with patch(SEND, side_effect=ConnectionRefusedError(f"{TYPED['email']} refused")):
        assert send_due() == 0
    for each in BookingMail.objects.all():
        assert (each.attempts, each.problem, each.sent_at) == (1, "ConnectionRefusedError", None)
        assert each.due_at >= now + PAUSES[0]
    assert send_due() == 0, "not before the pause is over"
    with at(now + PAUSES[0] + timedelta(seconds=5)):
        call_command("send_booking_mails")
    assert len(mail.outbox) == 2
    assert not BookingMail.objects.filter(sent_at=None).exists()
    assert not BookingMail.objects.exclude(problem="").exists()


def test_a_mail_that_has_nobody_to_go_to_waits(request_, tree):
    tree.clinic.email = ""
    tree.clinic.save()
    assert send_due() == 1
    [notice] = BookingMail.objects.filter(sent_at=None)
    assert (notice.kind, notice.problem) == ("notice", "NobodyToSendTo")


def test_each_pause_is_longer_than_the_one_before_until_it_is_given_up(request_):
    begun = moment = timezone.now()
    waited = []
    with patch(SEND, side_effect=OSError) as tried:
        while BookingMail.objects.waiting().exists():
            with at(moment):
                send_due()
            due = BookingMail.objects.earliest("pk").due_at
            waited.append(due - moment)
            moment = due
    # The last look at it tried no more.
    *waited, _last = waited
    assert waited[: len(PAUSES)] == PAUSES
    assert set(waited[len(PAUSES) :]) == {PAUSES[-1]}
    assert tried.call_count == 2 * len(waited)
    assert moment - begun >= GIVE_UP_AFTER
    assert {each.not_sent for each in BookingMail.objects.all()} == {"given_up"}
    assert {each.problem for each in BookingMail.objects.all()} == {"OSError"}


def test_a_mail_whose_process_died_goes_out_later(request_):
    with patch(SEND, side_effect=SystemExit), pytest.raises(SystemExit):
        send_due()
    assert send_due() == 1, "the other one; the first may still be on its way"
    with at(timezone.now() + TRY):
        assert send_due() == 1


def test_no_log_line_names_the_patient(request_, caplog):
    with patch(SEND, side_effect=OSError(f"550 {TYPED['email']} unknown")):
        send_due()
    assert "OSError" in caplog.text
    assert "roisin" not in caplog.text


def test_a_clinics_name_with_a_line_break_stays_in_its_header(request_, tree):
    tree.clinic.name = "Wrenfield\r\nBcc: all@evil.example"
    tree.clinic.save()
    assert send_due() == 2
    assert all("\n" not in message.subject for message in mail.outbox)
    assert all(message.recipients() == message.to for message in mail.outbox)


def test_a_second_copy_of_a_mail_can_be_told_from_another_mail(request_):
    send_due()
    BookingMail.objects.update(sent_at=None, due_at=timezone.now())
    send_due()
    ids = [message.message()["Message-ID"] for message in mail.outbox]
    assert len(ids) == 4
    assert len(set(ids)) == 2
