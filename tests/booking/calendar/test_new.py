"""Somebody calls, or stands at the desk: booked in, with the same checks, mails and history."""

from datetime import datetime, time, timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.formats import date_format

from clinic_pages.booking.calendar import steps
from clinic_pages.booking.mails.sending import send_due
from clinic_pages.booking.models import (
    Appointment,
    BookingCount,
    BookingRequest,
    BookingSettings,
    Channel,
    PractitionerSchedule,
    TakenCell,
)
from tests.booking.calendar.screens import (
    CALENDAR,
    NAME,
    calendar,
    coming_monday,
    entries,
    form_of,
    soup_of,
    text,
)
from tests.booking.diaries import appointment, practitioner
from tests.booking.reception import DESK, book_all_the_same, log_of, problems, said, seen

# A time that is taken, and a form that is sent twice, are refused by constraints, which break a
# transaction on PostgreSQL only.
pytestmark = pytest.mark.postgres

NEW = f"{CALENDAR}new/"
TYPED = {"name": NAME, "phone": "085 765 4321", "email": "roisin@patient.example"}


@pytest.fixture
def day():
    return coming_monday()


@pytest.fixture
def aoife(tree):
    return practitioner(tree)


def at(day, hour, minute=0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def opened(client, on, who=None) -> dict:
    query = {"day": on, "time": "10:30"} | ({"practitioner": who.pk} if who else {})
    return form_of(soup_of(client.get(NEW, query)))


def enter(client, on, who=None, **typed):
    data = opened(client, on, who) | TYPED | typed
    return book_all_the_same(client, client.post(NEW, data), data)


def test_who_calls_is_booked_in(rita, tree, day, aoife):
    therapy = tree.therapy(duration_minutes=45)
    response = enter(rita, day, aoife, therapy=therapy.pk, is_returning="on", note="Left knee")
    assert response["Location"] == f"{CALENDAR}?day={day}"
    stored = BookingRequest.objects.get()
    assert (stored.name, stored.phone, stored.email) == (NAME, "+353857654321", TYPED["email"])
    assert (stored.note, stored.is_returning, stored.therapy) == ("Left knee", True, therapy)
    assert (stored.status, stored.channel) == ("booked", Channel.TELEPHONE)
    assert (stored.site, stored.language) == (tree.site, "en")
    found = stored.appointment
    assert (found.starts_at, found.practitioner) == (at(day, 10, 30), aoife)
    assert found.ends_at == at(day, 11, 15) == stored.closed_at and found.is_agreed
    [entry] = entries(calendar(rita, day=day))
    assert entry == f"10:30 a.m. until 11:15 a.m. {NAME} Acupuncture"


def test_nobody_agreed_to_anything_and_no_page_is_counted(rita, tree, day, aoife):
    enter(rita, day, aoife, therapy=tree.therapy().pk)
    stored = BookingRequest.objects.get()
    assert (stored.consented_at, stored.consent_text) == (None, "")
    assert not BookingCount.objects.exists()


def test_both_get_the_mails_that_they_get_from_the_desk(rita, day, aoife):
    enter(rita, day, aoife)
    assert send_due() == 2
    by_address = {message.to[0]: message for message in mail.outbox}
    assert by_address.keys() == {TYPED["email"], "hello@clinic.example"}
    assert all("10:30 a.m." in message.body for message in mail.outbox)
    assert all(message.attachments for message in mail.outbox)


def test_the_request_says_who_booked_it(rita, day, aoife):
    enter(rita, day, aoife)
    stored = BookingRequest.objects.get()
    assert log_of(stored) == [("rita", "telephone_booking")]
    soup = seen(rita, stored)
    history = text(soup.select_one(".clinic-request__history ul"))
    assert "Rita Reilly: Booked by telephone" in history and "agreed that" not in history
    assert "Came by Telephone" in text(soup.select_one(".clinic-facts"))
    assert "When it suits" not in soup.text
    link = next(each for each in soup.select("a") if each.text == "Show in the calendar")
    assert link["href"] == f"{CALENDAR}?day={day}"


def test_who_stands_at_the_desk_is_told_apart(rita, day, aoife):
    enter(rita, day, aoife, channel="walk_in")
    stored = BookingRequest.objects.get()
    assert stored.channel == Channel.WALK_IN
    assert log_of(stored) == [("rita", "walk_in_booking")]


def test_they_are_found_at_the_desk_by_their_number(rita, day, aoife):
    enter(rita, day, aoife)
    found = rita.post(DESK, {"typed": "085 765 4321"})["Location"]
    assert NAME in rita.get(found).content.decode()


def test_the_message_names_no_patient(rita, day, aoife):
    response = rita.post(NEW, opened(rita, day, aoife) | TYPED, follow=True)
    when = date_format(timezone.localtime(at(day, 10, 30)), "DATETIME_FORMAT")
    assert said(response) == f"Booked: {when}, Aoife Brennan"


def test_what_is_sent_twice_is_booked_once(rita, day, aoife):
    # The second time is as near to the first as can be, which is no question.
    PractitionerSchedule.objects.update(buffer_minutes=10)
    sent = opened(rita, day, aoife) | TYPED
    for _press in range(2):
        assert rita.post(NEW, sent).status_code == 302
    assert BookingRequest.objects.count() == Appointment.objects.count() == 1
    assert BookingRequest.objects.get().mails.count() == 2


def test_the_same_form_with_other_words_is_another_booking(rita, day, aoife):
    sent = opened(rita, day, aoife) | TYPED
    rita.post(NEW, sent)
    rita.post(NEW, sent | {"name": "Somebody else", "time": "09:00"})
    assert BookingRequest.objects.count() == 2


def test_of_two_that_come_at_once_one_is_stored(rita, tree, day, aoife):
    """The second does not see the first before it stores its own."""
    sent = opened(rita, day, aoife) | TYPED
    rita.post(NEW, sent)
    with patch.object(steps, "sent_before", side_effect=[None, BookingRequest.objects.get()]):
        assert rita.post(NEW, sent).status_code == 302
    assert BookingRequest.objects.count() == 1


def test_nobody_is_booked_where_somebody_is(rita, tree, day, aoife):
    appointment(tree, aoife, at(day, 10))
    response = enter(rita, day, aoife)
    assert problems(response) == {"time": "Aoife Brennan has another appointment at that time."}
    assert form_of(soup_of(response))["name"] == NAME
    assert BookingRequest.objects.count() == Appointment.objects.count() == 1


def test_without_a_practitioner_nobodys_time_is_taken(rita, day, aoife):
    enter(rita, day)
    assert Appointment.objects.get().practitioner is None
    assert not TakenCell.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": ""}, "name", "Enter the name."),
        ({"phone": "12"}, "phone", "Enter a telephone number"),
        ({"phone": "", "email": ""}, "phone", "a telephone number or an e-mail address"),
        ({"email": "roisin"}, "email", "valid e"),
        ({"time": ""}, "time", "required"),
        ({"time": "10:03"}, "time", "steps of five minutes"),
        ({"day": "2020-01-06"}, "time", "This is over."),
        ({"day": "2226-01-06"}, "time", "two years"),
        ({"minutes": "7"}, "minutes", "multiple of"),
        ({"practitioner": "999999"}, "practitioner", "Select a valid choice"),
        ({"therapy": "9" * 30}, "therapy", "Select a valid choice"),
        ({"channel": "form"}, "channel", "Select a valid choice"),
        ({"note": "x" * 1001}, "note", "1000"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(rita, day, aoife, typed, field, words):
    found = problems(enter(rita, day, aoife, **typed))
    assert list(found) == [field] and words in found[field]
    assert not BookingRequest.objects.exists()


@pytest.mark.parametrize("contact", ["phone", "email"])
def test_one_way_to_reach_somebody_is_enough(rita, day, aoife, contact):
    assert enter(rita, day, aoife, **{contact: ""}).status_code == 302


def test_a_length_may_be_said(rita, tree, day, aoife):
    enter(rita, day, aoife, minutes="25", therapy=tree.therapy(duration_minutes=60).pk)
    assert Appointment.objects.get().ends_at == at(day, 10, 55)


def test_without_a_therapy_it_is_an_hour(rita, day, aoife):
    enter(rita, day, aoife)
    assert Appointment.objects.get().ends_at == at(day, 11, 30)


def test_who_came_this_morning_is_entered_without_a_mail(rita, aoife):
    noon = datetime.combine(timezone.localdate(), time(12))
    with patch("django.utils.timezone.now", lambda: timezone.make_aware(noon)):
        assert enter(rita, noon.date(), aoife, time="09:00").status_code == 302
    stored = BookingRequest.objects.get()
    assert stored.appointment.starts_at == at(noon.date(), 9)
    assert not stored.mails.exists()


def test_the_pause_after_an_appointment_is_kept(rita, tree, day):
    bea = practitioner(tree, "Bea", buffer_minutes=15)
    appointment(tree, bea, at(day, 9, 30))
    response = rita.post(NEW, opened(rita, day, bea) | TYPED)
    assert "less than the usual pause" in response.content.decode()
    assert rita.post(NEW, opened(rita, day, bea) | TYPED | {"time": "10:45"}).status_code == 302


@pytest.fixture
def in_two_languages(settings):
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("de", "German")]


def test_where_the_site_has_one_language_nobody_is_asked(rita, aoife):
    assert soup_of(rita.get(NEW)).select_one("input[type=hidden][name=language]")


def test_mails_are_in_the_language_that_is_chosen(rita, day, aoife, in_two_languages):
    assert soup_of(rita.get(NEW)).select("select[name=language]")
    enter(rita, day, aoife, language="de")
    send_due()
    subjects = {message.to[0]: message.subject for message in mail.outbox}
    assert "Ihr Termin" in subjects["roisin@patient.example"]


def test_the_browser_does_not_fill_in_who_sits_before_it(rita, aoife):
    soup = soup_of(rita.get(NEW))
    for name in ("name", "phone", "email"):
        assert soup.select_one(f"[name={name}]")["autocomplete"] == "off"


def test_bookings_at_the_desk_are_not_in_the_way_of_the_form(rita, day, aoife, client, tree):
    """Somebody who has called often may send a request all the same."""
    from tests.booking.visitors import book

    BookingSettings.objects.update(offers_times=False)
    for hour in range(9, 15):
        enter(rita, day + timedelta(days=1), aoife, time=f"{hour}:00")
    assert BookingRequest.objects.count() == 6
    assert book(client).status_code == 200
