"""Times are agreed, changed and cancelled, and nobody has one twice."""

from datetime import UTC, timedelta
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from wagtail.users.models import UserProfile

from clinic_pages.booking.mails.sending import send_due
from clinic_pages.booking.models import Appointment, BookingRequest, BookingSettings
from clinic_pages.booking.patient import manage
from clinic_pages.booking.times.appointments import take
from tests.booking.reception import (
    EMAIL,
    NAME,
    address,
    agree,
    buttons,
    listed,
    log_of,
    make_request,
    make_user,
    next_monday,
    press,
    problems,
    said,
    seen,
    version_on,
)

# A constraint that refuses breaks a transaction on PostgreSQL only.
pytestmark = pytest.mark.postgres

Status = BookingRequest.Status


def test_a_time_is_agreed(rita, request_, maeve):
    soup = seen(rita, request_, "book")
    assert soup.select_one("[name=minutes]")["value"] == "45"
    options = soup.select("[name=practitioner] option")
    assert str(maeve.pk) in [option["value"] for option in options]
    starts_at = next_monday(14, 30)
    assert agree(rita, request_, starts_at, practitioner=maeve.pk).status_code == 302
    request_.refresh_from_db()
    appointment = request_.appointment
    assert request_.status == Status.BOOKED
    assert (appointment.starts_at, appointment.practitioner) == (starts_at, maeve)
    assert appointment.ends_at == starts_at + timedelta(minutes=45) == request_.closed_at
    assert appointment.is_agreed
    assert buttons(seen(rita, request_)) == [
        "Change the time",
        "Cancel the appointment",
        "Save the note",
    ]


def test_both_get_a_mail_with_the_appointment(rita, request_, maeve):
    starts_at = next_monday(14, 30)
    agree(rita, request_, starts_at, practitioner=maeve.pk)
    send_due()
    by_address = {message.to[0]: message for message in mail.outbox}
    assert by_address.keys() == {EMAIL, "hello@clinic.example"}
    for message in by_address.values():
        assert "Monday, " in message.body and ", 2:30 p.m.\nMaeve Lin" in message.body
        [(name, content, _kind)] = message.attachments
        assert name == "appointment.ics" and f"{starts_at.astimezone(UTC):%Y%m%dT%H%M%SZ}" in str(
            content
        )
        for typed in (NAME, "left leg", "123456"):
            assert typed not in message.message().as_string()
    assert "sent" in seen(rita, request_).select_one(".clinic-request__mails").get_text()


def test_without_an_email_the_reception_is_told_to_call(rita, tree):
    request = make_request(tree, email="")
    assert "gave no e-mail address" in seen(rita, request, "book").get_text()
    agree(rita, request)
    assert [each.kind for each in request.mails.all()] == ["booked_clinic"]


def test_two_patients_never_have_the_same_practitioner_at_once(rita, tree, request_, maeve):
    other = make_request(tree, name="Tom")
    agree(rita, request_, next_monday(10), practitioner=maeve.pk)
    response = agree(rita, other, next_monday(10, 30), practitioner=maeve.pk)
    assert "Maeve Lin has another appointment" in problems(response)["time"]
    other.refresh_from_db()
    assert (other.status, other.version) == (Status.NEW, 0)
    assert Appointment.objects.count() == 1 and not other.mails.exists()
    assert log_of(other) == [("rita", "view_booking")]
    assert agree(rita, other, next_monday(10, 45), practitioner=maeve.pk).status_code == 302


def test_another_time_takes_the_place_of_the_first(rita, tree, request_, maeve):
    agree(rita, request_, next_monday(10), practitioner=maeve.pk)
    send_due()
    soup = seen(rita, request_, "book")
    assert soup.select_one("[name=time]")["value"] == "10:00"
    agree(rita, request_, next_monday(16), practitioner=maeve.pk)
    appointment = Appointment.objects.get()
    assert (appointment.starts_at, appointment.sequence) == (next_monday(16), 1)
    assert log_of(request_)[-1] == ("rita", "move_booking")
    mail.outbox.clear()
    assert send_due() == 2
    assert all("4 p.m." in message.body for message in mail.outbox)
    other = make_request(tree)
    assert agree(rita, other, next_monday(10), practitioner=maeve.pk).status_code == 302


def test_an_appointment_is_cancelled_and_its_time_is_free(rita, tree, request_, maeve):
    agree(rita, request_, practitioner=maeve.pk)
    send_due()
    mail.outbox.clear()
    version = version_on(seen(rita, request_, "cancel"))
    response = rita.post(address("cancel", request_), {"version": version}, follow=True)
    assert "The appointment is cancelled." in said(response)
    request_.refresh_from_db()
    assert request_.closed_at < next_monday() and request_.appointment.cancelled_at
    assert send_due() == 2
    assert all("METHOD:CANCEL" in str(message.attachments[0][1]) for message in mail.outbox)
    other = make_request(tree)
    assert agree(rita, other, practitioner=maeve.pk).status_code == 302
    # And the patient calls again.
    assert agree(rita, request_, next_monday(12), practitioner=maeve.pk).status_code == 302
    request_.refresh_from_db()
    assert request_.appointment.cancelled_at is None


def test_nobody_is_told_of_a_time_that_is_cancelled(rita, request_):
    agree(rita, request_)
    rita.post(address("cancel", request_), {"version": version_on(seen(rita, request_))})
    assert {each.kind for each in request_.mails.waiting()} == {"cancelled", "cancelled_clinic"}


def test_only_a_time_to_come_is_cancelled(rita, request_):
    assert "no appointment to cancel" in seen(rita, request_, "cancel").get_text()
    response = rita.post(address("cancel", request_), {"version": 0}, follow=True)
    assert "cannot be done" in said(response)
    agree(rita, request_)
    over = next_monday(18)
    with patch("django.utils.timezone.now", lambda: over):
        rita.force_login(make_user("Reception", "late"))
        assert buttons(seen(rita, request_)) == ["Came", "No-show", "Save the note"]
        version = version_on(seen(rita, request_))
        rita.post(address("cancel", request_), {"version": version})
    request_.refresh_from_db()
    assert request_.appointment.cancelled_at is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"day": "2020-01-06"}, "time"),
        ({"day": "2226-01-06"}, "time"),
        ({"day": ""}, "day"),
        ({"day": "next week"}, "day"),
        ({"time": "25:00"}, "time"),
        ({"time": "10:03"}, "time"),
        ({"minutes": "7"}, "minutes"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "99999"}, "minutes"),
        ({"practitioner": "999999"}, "practitioner"),
    ],
)
def test_what_is_no_time_is_told_beside_its_field(rita, request_, typed, field):
    response = agree(rita, request_, **typed)
    assert response.status_code == 200 and list(problems(response)) == [field]
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31"])
def test_a_time_that_clocks_leave_out_or_show_twice_is_refused(rita, request_, day):
    assert list(problems(agree(rita, request_, day=day, time="01:30"))) == ["time"]


def test_times_are_the_clinics_also_for_who_lives_elsewhere(rita, request_):
    user = make_user("Reception", "abroad")
    UserProfile.objects.create(user=user, current_time_zone="Asia/Tokyo")
    rita.force_login(user)
    agree(rita, request_, next_monday(14, 30))
    request_.refresh_from_db()
    assert request_.appointment.starts_at == next_monday(14, 30)
    assert "2:30 p.m." in seen(rita, request_).select_one(".clinic-request__time").get_text()
    assert f"{next_monday():%a, %d/%m/%Y} 2:30 p.m." == listed(rita)[0][4]
    send_due()
    assert "2:30 p.m." in mail.outbox[0].body


def test_a_time_that_the_patient_chose_is_one_click_from_agreed(rita, request_, maeve):
    take(request_, maeve, next_monday(11), 45)
    assert "kept free" in seen(rita, request_).select_one(".clinic-request__time").get_text()
    soup = seen(rita, request_, "book")
    assert soup.select_one("[name=time]")["value"] == "11:00"
    assert soup.select_one("[name=practitioner] [selected]").get_text() == "Maeve Lin"
    agree(rita, request_, next_monday(11), practitioner=maeve.pk)
    request_.refresh_from_db()
    assert request_.appointment.is_agreed


@pytest.mark.parametrize("step", ["decline", "spam"])
def test_a_time_that_was_kept_free_is_free_again_once_the_request_is_closed(
    rita, tree, request_, maeve, step
):
    take(request_, maeve, next_monday(11), 45)
    press(rita, request_, step)
    assert not request_.mails.exists()
    other = make_request(tree)
    assert agree(rita, other, next_monday(11), practitioner=maeve.pk).status_code == 302


def test_what_the_patient_did_by_link_is_told(rita, request_, maeve):
    agree(rita, request_, next_monday(11), practitioner=maeve.pk)
    opened = version_on(seen(rita, request_, "cancel"))
    manage.cancel(request_.appointment, BookingSettings())
    response = rita.post(address("cancel", request_), {"version": opened}, follow=True)
    assert "The patient cancelled the appointment" in said(response)
    history = seen(rita, request_).select_one(".clinic-request__history").get_text(" ")
    assert ": The patient cancelled" in history and "system" not in history
    assert {each.kind for each in request_.mails.waiting()} == {"cancelled", "cancelled_clinic"}


def test_an_address_may_name_another_time(rita, request_, maeve):
    agree(rita, request_, next_monday(10), practitioner="")
    query = f"?day=2030-01-07&time=14:30&practitioner={maeve.pk}&next=/admin/clinic-pages/calendar/"
    soup = BeautifulSoup(rita.get(address("book", request_) + query).content, "html.parser")
    shown = {
        name: soup.select_one(f"[name={name}]")["value"] for name in ("day", "time", "minutes")
    }
    assert shown == {"day": "2030-01-07", "time": "14:30", "minutes": "45"}
    assert soup.select_one("[name=practitioner] [selected]")["value"] == str(maeve.pk)
    back = soup.select_one("[name=next]")["value"]
    assert agree(rita, request_, next_monday(11), next=back)["Location"] == back
    # Nothing has changed by looking.
    request_.refresh_from_db()
    assert request_.appointment.starts_at == next_monday(11)


@pytest.mark.parametrize(
    "query",
    [
        "?day=soon&time=25:00&practitioner=x",
        "?time=",
        "?next=https://evil.example/",
        "?day=1&day=2",
    ],
)
def test_what_an_address_cannot_mean_is_left_out(rita, request_, query):
    agree(rita, request_, next_monday(10))
    soup = BeautifulSoup(rita.get(address("book", request_) + query).content, "html.parser")
    assert soup.select_one("[name=time]")["value"] == "10:00"
    assert not soup.select("main [name=next]")
