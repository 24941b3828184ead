"""A patient cancels or moves an appointment by the link in the mail."""

import re
from datetime import timedelta
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import ModelLogEntry, Site

from clinic_pages.booking.mails.kinds import Kind
from clinic_pages.booking.mails.posting import post
from clinic_pages.booking.mails.sending import send_due
from clinic_pages.booking.models import Appointment, BookingMail, BookingRequest, BookingSettings
from clinic_pages.booking.times.appointments import give_back
from clinic_pages.booking.times.links import manage_url
from tests.booking.diaries import appointment, in_days, offer_times, practitioner, value
from tests.booking.visitors import problems, soup_of
from tests.trees import texts

# Rows are locked.
pytestmark = pytest.mark.postgres


@pytest.fixture
def aoife(tree):
    offer_times(tree)
    return practitioner(tree)


@pytest.fixture
def agreed(tree, aoife) -> Appointment:
    made = appointment(tree, aoife, in_days(3))
    made.request.status = BookingRequest.Status.BOOKED
    made.request.save()
    return made


@pytest.fixture
def link(agreed) -> str:
    return urlsplit(manage_url(agreed)).path


def when(response) -> str:
    return texts(soup_of(response), ".clinic-appointment dd")[0]


def buttons(response) -> set[str]:
    return {
        button["name"] for button in soup_of(response).select("main form button, form button[name]")
    }


def at(moment):
    return patch("django.utils.timezone.now", lambda: moment)


# --- The link ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Kind.BOOKED, Kind.REMINDER])
def test_it_stands_in_the_mails_to_the_patient(client, agreed, kind):
    post(agreed.request, [kind])
    send_due()
    [address] = re.findall(r"https?://\S+/booking/manage/\S+", mail.outbox[0].body)
    assert client.get(urlsplit(address).path).status_code == 200


def test_the_clinics_mail_has_none(agreed):
    post(agreed.request, [Kind.BOOKED_CLINIC, Kind.CANCELLED_CLINIC])
    send_due()
    assert "/booking/manage/" not in "".join(message.body for message in mail.outbox)


def test_it_shows_when_and_with_whom_and_not_whose_it_is(client, agreed, link):
    response = client.get(link)
    assert f"{in_days(3):%A}" in when(response)
    html = response.content.decode()
    assert "Aoife Brennan" in html
    for personal in ("Róisín", "Bhriain", "roisin@", agreed.request.reference):
        assert personal not in html


def test_it_is_kept_by_nobody_listed_nowhere_and_told_to_nobody(client, link):
    for response in (client.get(link), client.post(link, {"cancel": "1"}), client.get(link)):
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies


def test_looking_at_it_changes_nothing(client, agreed, link):
    for method in (client.get, client.head):
        assert method(link).status_code == 200
    assert client.put(link).status_code == 405
    agreed.refresh_from_db()
    assert agreed.cancelled_at is None


def test_a_link_that_is_no_good_says_nothing(client, agreed, link):
    token = link.rstrip("/").rpartition("/")[2]
    uid, _dot, signature = token.partition(".")
    other = "0" * 32
    for wrong in (
        "x",
        uid,
        f"{uid}.",
        f"{other}.{signature}",
        f"{token}x",
        f"{uid}.{signature[:-2]}",
    ):
        response = client.get(f"/booking/manage/{wrong}/")
        assert response.status_code == 404
        assert "leads to no appointment" in response.content.decode()


def test_it_is_of_no_use_after_the_appointment_or_its_cancellation(client, agreed, link):
    with at(agreed.starts_at + timedelta(minutes=1)):
        assert client.get(link).status_code == 404
    give_back(agreed, timezone.now())
    assert client.get(link).status_code == 404
    assert client.post(link, {"cancel": "1"}).status_code == 404


def test_a_time_that_is_only_held_cannot_be_managed(client, tree, aoife):
    held = appointment(tree, aoife, is_agreed=False)
    assert client.get(urlsplit(manage_url(held)).path).status_code == 404


def test_it_speaks_the_patients_language(client, agreed, link):
    agreed.request.language = "de"
    agreed.request.save()
    response = client.get(link)
    assert soup_of(response).h1.get_text() == "Ihr Termin"
    assert re.search(r"\d+\. \w+ \d{4}", when(response))


def test_the_rules_of_the_patients_clinic_hold(client, agreed, link):
    other = Site.objects.create(hostname="second.example", root_page=agreed.request.site.root_page)
    BookingSettings.objects.create(site=other, cancel_until_hours=720)
    assert buttons(client.get(link))
    agreed.request.site = other
    agreed.request.save()
    assert not buttons(client.get(link))


# --- Cancelling ----------------------------------------------------------------------------------


def test_cancelled_it_is_free_again_and_both_are_told(client, agreed, link):
    response = client.post(link, {"cancel": "1"})
    assert response.status_code == 200
    assert "is cancelled" in soup_of(response).h1.get_text()
    agreed.refresh_from_db()
    assert agreed.cancelled_at
    assert not agreed.cells.exists()
    send_due()
    assert [message.to for message in mail.outbox] == [
        ["roisin@patient.example"],
        ["hello@clinic.example"],
    ]
    name, content, _type = mail.outbox[0].attachments[0]
    event = Calendar.from_ical(content).events[0]
    assert (name, event["status"], event["sequence"]) == ("appointment.ics", "CANCELLED", 1)


def test_cancelled_twice_it_is_cancelled_once(client, agreed, link):
    client.post(link, {"cancel": "1"})
    assert client.post(link, {"cancel": "1"}).status_code == 404
    assert BookingMail.objects.filter(kind=Kind.CANCELLED).count() == 1


def test_the_desk_learns_of_it(client, agreed, link):
    before = agreed.request.version
    client.post(link, {"cancel": "1"})
    request = BookingRequest.objects.get()
    assert request.version == before + 1
    assert request.closed_at
    entry = ModelLogEntry.objects.for_instance(request).get()
    assert entry.user is None
    assert entry.message == "The patient cancelled the appointment"
    assert "Róisín" not in entry.label


def test_too_late_one_has_to_call(client, tree, agreed, link):
    with at(agreed.starts_at - timedelta(hours=24)):
        response = client.get(link)
        assert not buttons(response)
        assert "Please call us" in response.content.decode()
        assert tree.clinic.phone in response.content.decode()
        for change in ({"cancel": "1"}, {"move": "1", "time": value(in_days(5))}):
            assert client.post(link, change).status_code == 409
    agreed.refresh_from_db()
    assert (agreed.cancelled_at, agreed.starts_at) == (None, in_days(3))


# --- Moving --------------------------------------------------------------------------------------


def test_moved_to_a_free_time_and_both_are_told(client, agreed, link):
    response = client.post(link, {"move": "1", "time": value(in_days(4, 10))})
    assert "is moved" in soup_of(response).h1.get_text()
    assert "10 a.m." in when(response)
    agreed.refresh_from_db()
    assert (agreed.starts_at, agreed.is_agreed, agreed.sequence) == (in_days(4, 10), True, 1)
    assert agreed.request.closed_at == agreed.ends_at
    assert [each.kind for each in agreed.request.mails.all()] == [Kind.BOOKED, Kind.BOOKED_CLINIC]
    [entry] = ModelLogEntry.objects.for_instance(agreed.request)
    assert entry.message == "The patient moved the appointment to another time"
    # The same link goes on.
    assert "10 a.m." in when(client.get(link))


def test_moved_by_half_its_length_it_is_not_in_its_own_way(client, agreed, link):
    response = client.post(link, {"move": "1", "time": value(in_days(3, 9, 30))})
    assert "9:30 a.m." in when(response)


def test_moved_twice_it_is_moved_once(client, agreed, link):
    for _ in range(2):
        response = client.post(link, {"move": "1", "time": value(in_days(4))})
        assert "is moved" in soup_of(response).h1.get_text()
    assert BookingMail.objects.filter(kind=Kind.BOOKED).count() == 1


def test_a_time_that_somebody_else_has_is_told(client, tree, aoife, agreed, link):
    appointment(tree, aoife, in_days(4))
    response = client.post(link, {"move": "1", "time": value(in_days(4))})
    assert response.status_code == 409
    assert "no longer free" in problems(response)["time"]
    agreed.refresh_from_db()
    assert agreed.starts_at == in_days(3)
    assert agreed.cells.count() == 12


@pytest.mark.parametrize("typed", ["", "x", "none"])
def test_it_moves_to_no_time_at_all(client, agreed, link, typed):
    assert client.post(link, {"move": "1", "time": typed}).status_code == 422
    agreed.refresh_from_db()
    assert agreed.starts_at == in_days(3)


def test_other_days_can_be_looked_at(client, agreed, link):
    response = client.post(link, {"show_times": f"{in_days(12):%Y-%m-%d}"})
    first = soup_of(response).select_one("input[name=time]")
    assert first["value"] == value(in_days(12))
    assert not problems(response)


def test_where_no_times_are_offered_it_can_only_be_cancelled(client, tree, agreed, link):
    offer_times(tree, offers_times=False)
    assert buttons(client.get(link)) == {"cancel"}
    assert client.post(link, {"move": "1", "time": value(in_days(4))}).status_code == 422
    agreed.refresh_from_db()
    assert agreed.starts_at == in_days(3)


def test_another_practitioners_times_are_not_offered(client, tree, agreed, link):
    practitioner(tree, "Bea Walsh")
    appointment(tree, agreed.practitioner, in_days(4))
    offered = {field["value"] for field in soup_of(client.get(link)).select("input[name=time]")}
    assert value(in_days(4)) not in offered
    assert value(in_days(4, 10)) in offered
