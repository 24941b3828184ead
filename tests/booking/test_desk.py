"""The reception works requests: nothing is lost, and two people don't overwrite each other."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from clinic_pages.booking import manage
from clinic_pages.booking.appointments import take
from clinic_pages.booking.mail import send_due
from clinic_pages.models import Appointment, BookingMail, BookingRequest, BookingSettings
from home.factories import PractitionerPageFactory, PractitionersPageFactory
from tests.booking.reception import (
    DESK,
    EMAIL,
    NAME,
    NOTE,
    PHONE,
    address,
    agree,
    buttons,
    make_request,
    make_user,
    next_monday,
    press,
    problems,
    said,
    seen,
    version_on,
)
from tests.editors import rows_of

Status = BookingRequest.Status
QUERIES = 16


@pytest.fixture
def rita(client, tree):
    """A receptionist at her screen."""
    user = make_user("Reception", "rita")
    user.first_name, user.last_name = "Rita", "Reilly"
    user.save()
    client.force_login(user)
    return client


@pytest.fixture
def ben(tree):
    """Her colleague at his."""
    client = Client()
    client.force_login(make_user("Reception", "ben"))
    return client


@pytest.fixture
def maeve(tree):
    team = PractitionersPageFactory(parent=tree.home)
    return PractitionerPageFactory(parent=team, title="Maeve Lin")


@pytest.fixture
def request_(tree):
    return make_request(tree, therapy=tree.therapy(duration_minutes=45))


def listed(client, query="") -> list[list[str]]:
    response = client.get(DESK + query)
    assert response.status_code == 200
    return rows_of(BeautifulSoup(response.content, "html.parser"), "table.listing")


def names(client, query="") -> list[str]:
    return [row[0] for row in listed(client, query)]


def log_of(request) -> list[tuple[str, str]]:
    entries = ModelLogEntry.objects.for_instance(request).order_by("pk")
    return [(entry.user.username, entry.action.split(".")[1]) for entry in entries]


# --- The list ------------------------------------------------------------------------------------


def test_what_waits_longest_comes_first(rita, tree):
    now = timezone.now()
    for name, status, hours in [
        ("Closed", Status.DECLINED, 90),
        ("Yesterday", Status.NEW, 26),
        ("Just now", Status.NEW, 0),
        ("Contacted", Status.CONTACTED, 50),
        ("Spam", Status.SPAM, 1),
    ]:
        received_at = now - timedelta(hours=hours)
        make_request(tree, name=name, status=status, received_at=received_at)
    rows = listed(rita)
    assert [row[0] for row in rows] == ["Contacted", "Yesterday", "Just now", "Spam", "Closed"]
    assert "(1 day)" in rows[1][1]
    assert rows[-1][1] == "-"


def test_a_cancelled_appointment_is_called_so(rita, request_):
    agree(rita, request_)
    rita.post(address("cancel", request_), {"version": version_on(seen(rita, request_))})
    assert listed(rita)[0][2] == "Cancelled"
    assert len(names(rita, "?status=cancelled")) == 1
    assert names(rita, "?status=booked") == []


def test_filters(rita, tree, maeve):
    therapy = tree.therapy()
    old = timezone.now() - timedelta(days=4)
    make_request(tree, name="Ann", therapy=therapy, received_at=old)
    make_request(tree, name="Bob", practitioner=maeve, status=Status.CONTACTED)
    make_request(tree, name="Cat", status=Status.DECLINED)
    assert names(rita, "?status=open") == ["Ann", "Bob"]
    assert names(rita, "?status=declined") == ["Cat"]
    assert names(rita, f"?therapy={therapy.pk}") == ["Ann"]
    assert names(rita, f"?practitioner={maeve.pk}") == ["Bob"]
    assert names(rita, "?age=3") == ["Ann"]
    assert names(rita, "?age=today&status=open") == ["Bob"]


@pytest.mark.parametrize(
    "query",
    [
        *("?status=nonsense", "?therapy=abc", "?practitioner=0", "?age=-1", "?p=abc", "?p=999"),
        *("?o=99", "?o=a.b", "?q=Róisín", "?q=gAAAA"),
        # What modeladmin would look up in the database, and so tell apart letter by letter.
        "?notes__user__password__startswith=md5",
        "?submission__startswith=a",
        "?site__hostname=x",
    ],
)
def test_what_is_no_filter_narrows_nothing(rita, request_, query):
    assert names(rita, query) == [NAME]


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_costs_the_same_however_long_it_is(
    rita, tree, maeve, number, django_assert_num_queries
):
    therapy = tree.therapy()
    for _number in range(number):
        make_request(tree, therapy=therapy, practitioner=maeve)
    agree(rita, BookingRequest.objects.first(), practitioner=maeve.pk)
    listed(rita)
    with django_assert_num_queries(QUERIES):
        assert len(listed(rita)) == number


# --- The search ----------------------------------------------------------------------------------


def search(client, typed, query="") -> list[str]:
    response = client.post(DESK + query, {"typed": typed})
    assert response.status_code == 302
    assert typed not in response["Location"]
    rows = rows_of(BeautifulSoup(client.get(response["Location"]).content, "html.parser"))
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    "typed",
    [
        *("róisín", "roisin ni", "BHRIAIN", "Ní  Róisín", "bhr"),
        *(EMAIL, EMAIL.upper(), PHONE, "085 012 3456", "(085) 0123456", "00353 85 012 3456"),
    ],
)
def test_a_patient_is_found_by_what_is_said_on_the_telephone(rita, tree, request_, typed):
    make_request(tree, name="Tom O'Dea", email="tom@patient.example", phone="")
    assert search(rita, typed) == [NAME]


def test_apostrophes_may_be_left_out(rita, tree, request_):
    make_request(tree, name="Tom O’Dea", email="tom@patient.example", phone="")
    assert search(rita, "odea") == search(rita, "o'dea") == ["Tom O’Dea"]


def test_a_reference_is_found_however_it_is_spelled(rita, tree, request_):
    make_request(tree, name="Tom", reference="K0M1-2QXD")
    for typed in ("K0M1-2QXD", "k0m12qxd", "KOMI 2QXD", " k0m1 2qxd "):
        assert search(rita, typed) == ["Tom"]


@pytest.mark.parametrize("typed", ["Roisina", "isin", "0851", "nobody@patient.example", "%%", "…"])
def test_others_are_not_found(rita, request_, typed):
    assert search(rita, typed) == []


def test_a_search_goes_on_with_filters_and_pages(rita, tree):
    for number in range(22):
        make_request(tree, name=f"Ann {number}")
    make_request(tree, name="Ann Closed", status=Status.DECLINED)
    make_request(tree, name="Bob")
    address_ = rita.post(DESK + "?status=open&p=2", {"typed": "ann"})["Location"]
    first = BeautifulSoup(rita.get(address_).content, "html.parser")
    assert len(rows_of(first, "table.listing")) == 20
    assert first.select_one("#clinic-desk-search")["value"] == "ann"
    second = rita.get(DESK + first.select_one(".pagination .next a")["href"]).content
    assert len(rows_of(BeautifulSoup(second, "html.parser"), "table.listing")) == 2


# --- A request -----------------------------------------------------------------------------------


def test_the_request_says_what_the_patient_sent(rita, request_):
    text = seen(rita, request_).select_one("main").get_text(" ", strip=True)
    for part in (NAME, NOTE, EMAIL, "085 012 3456", "Acupuncture", "Monday, Wednesday", "is new"):
        assert part in text
    assert request_.reference in text


def test_what_was_typed_is_never_markup(rita, tree):
    request = make_request(tree, name="<b>Ann</b>", note="<script>alert(1)</script>")
    for html in (rita.get(DESK).content, rita.get(address("inspect", request)).content):
        assert b"<b>Ann" not in html and b"<script>alert" not in html


def test_contacted_then_closed_then_open_again(rita, request_):
    assert "Saved." in press(rita, request_, "contact", note="No answer.\nTry at five.")
    request_.refresh_from_db()
    assert request_.status == Status.CONTACTED and request_.closed_at is None
    press(rita, request_, "decline")
    request_.refresh_from_db()
    assert request_.status == Status.DECLINED and request_.closed_at
    press(rita, request_, "reopen")
    request_.refresh_from_db()
    assert request_.status == Status.CONTACTED and request_.closed_at is None
    soup = seen(rita, request_)
    assert soup.select_one(".clinic-note__text").get_text() == "No answer.\nTry at five."
    history = soup.select_one(".clinic-request__history ul").get_text(" ", strip=True)
    for words in ("Rita Reilly: Contacted", "Rita Reilly: Closed", "Rita Reilly: Put it back"):
        assert words in history


def test_spam_goes_back_among_the_new(rita, request_):
    press(rita, request_, "spam")
    press(rita, request_, "reopen")
    request_.refresh_from_db()
    assert request_.status == Status.NEW


def test_only_buttons_that_can_be_pressed_are_shown(rita, request_):
    assert buttons(seen(rita, request_)) == [
        "Agree a time",
        "Save the note",
        "I have contacted the patient",
        "Close without an appointment",
        "It is spam",
    ]
    press(rita, request_, "decline")
    assert buttons(seen(rita, request_)) == ["Save the note", "Put it back among those that wait"]


@pytest.mark.parametrize("step", ["reopen", "nonsense", "book"])
def test_a_step_that_cannot_be_taken_changes_nothing(rita, request_, step):
    assert "cannot be done" in press(rita, request_, step)
    request_.refresh_from_db()
    assert (request_.status, request_.version) == (Status.NEW, 0)


def test_a_note_needs_no_step_and_is_kept_once(rita, request_):
    for _press in range(2):
        press(rita, request_, note="Called.")
    press(rita, request_, note="  ")
    assert [note.text for note in request_.notes.all()] == ["Called."]
    request_.refresh_from_db()
    assert request_.version == 0


def test_nothing_changes_by_looking(rita, request_):
    for action in ("inspect", "book", "cancel"):
        rita.get(address(action, request_), {"step": "decline", "note": "x", "version": 0})
    assert rita.get(address("step", request_), {"step": "decline"}).status_code == 405
    request_.refresh_from_db()
    assert (request_.status, request_.version) == (Status.NEW, 0)
    assert not request_.notes.exists()


@pytest.mark.parametrize("action", ["step", "book", "cancel"])
def test_another_site_can_send_nothing(rita, request_, action):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = rita.cookies
    data = {"version": 0, "step": "decline"}
    assert strict.post(address(action, request_), data).status_code == 403


# --- Two people ----------------------------------------------------------------------------------


def test_who_comes_second_is_told_and_changes_nothing(rita, ben, request_):
    opened = version_on(seen(ben, request_))
    press(rita, request_, "contact")
    message = press(ben, request_, "spam", note="Looks odd.", version=opened)
    assert "Rita Reilly" in message and "Contacted the patient" in message
    request_.refresh_from_db()
    assert (request_.status, request_.version) == (Status.CONTACTED, 1)
    assert [note.text for note in request_.notes.all()] == ["Looks odd."]


def test_both_notes_are_kept(rita, ben, request_):
    opened = version_on(seen(ben, request_))
    press(rita, request_, note="Called.")
    assert "Saved." in press(ben, request_, "contact", note="Wrote.", version=opened)
    assert [note.text for note in request_.notes.all()] == ["Called.", "Wrote."]


def test_a_time_is_not_agreed_over_another_persons_step(rita, ben, request_):
    opened = version_on(seen(ben, request_, "book"))
    press(rita, request_, "decline")
    request_.refresh_from_db()
    # His form is still open.
    data = {"version": opened, "day": f"{next_monday():%Y-%m-%d}", "time": "10:00", "minutes": 45}
    message = said(ben.post(address("book", request_), data, follow=True))
    assert "Rita Reilly" in message
    request_.refresh_from_db()
    assert request_.status == Status.DECLINED
    assert not Appointment.objects.exists() and not BookingMail.objects.exists()


# --- Times ---------------------------------------------------------------------------------------


def test_a_time_is_agreed(rita, request_, maeve):
    soup = seen(rita, request_, "book")
    assert soup.select_one("[name=minutes]")["value"] == "45"
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
    agree(rita, request_, next_monday(14, 30), practitioner=maeve.pk)
    send_due()
    by_address = {message.to[0]: message for message in mail.outbox}
    assert by_address.keys() == {EMAIL, "hello@clinic.example"}
    for message in by_address.values():
        assert "2:30 p.m." in message.body and "Maeve Lin" in message.body
        [(name, content, _kind)] = message.attachments
        assert name == "appointment.ics" and "T143000" in str(content)
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
    assert {each.kind for each in request_.mails.all()} == {"cancelled", "cancelled_clinic"}


def test_only_a_time_to_come_is_cancelled(rita, request_):
    assert "no appointment to cancel" in seen(rita, request_, "cancel").get_text()
    response = rita.post(address("cancel", request_), {"version": 0}, follow=True)
    assert "cannot be done" in said(response)
    agree(rita, request_)
    over = next_monday(18)
    with patch("django.utils.timezone.now", lambda: over):
        rita.force_login(make_user("Reception", "late"))
        assert buttons(seen(rita, request_)) == ["Save the note"]
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
    assert "2:30 p.m." in listed(rita)[0][2]
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
    assert {each.kind for each in request_.mails.all()} == {"cancelled", "cancelled_clinic"}


# --- What is seen of mails, and of what waits ----------------------------------------------------


def test_a_delayed_mail_is_seen(rita, request_):
    with patch("django.core.mail.EmailMessage.send", side_effect=OSError):
        agree(rita, request_)
        send_due()
    lines = seen(rita, request_).select_one(".clinic-request__mails").get_text(" ", strip=True)
    assert "the mail server has not taken it since" in lines
    assert "2 e-mails are delayed" in rita.get("/admin/").content.decode()
    mails = BookingMail.objects.all()
    mails.update(due_at=timezone.now())
    send_due()
    assert "delayed" not in rita.get("/admin/").content.decode()


def test_a_mail_that_nobody_sends_is_seen_too(rita, request_):
    agree(rita, request_)
    assert "on its way" in seen(rita, request_).select_one(".clinic-request__mails").get_text()
    BookingMail.objects.update(due_at=timezone.now() - timedelta(minutes=11))
    lines = seen(rita, request_).select_one(".clinic-request__mails").get_text(" ", strip=True)
    assert "has not taken it" in lines


def panel(client) -> str:
    soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
    found = soup.select_one("#clinic-waiting-section, .clinic-waiting")
    return " ".join(found.get_text(" ").split()) if found else ""


def test_the_home_page_says_what_waits(rita, tree):
    assert "No request waits." in panel(rita)
    make_request(tree, received_at=timezone.now() - timedelta(days=3))
    make_request(tree, status=Status.CONTACTED)
    make_request(tree, status=Status.SPAM)
    text = panel(rita)
    assert "2 requests wait, 1 of which nobody has answered." in text
    assert "(3\xa0days)" in text or "(3 days)" in text


def test_the_menu_says_how_many_wait(rita, tree):
    assert "data-clinic-waiting" not in rita.get("/admin/").content.decode()
    make_request(tree)
    make_request(tree)
    html = rita.get("/admin/").content.decode()
    assert '"data-clinic-waiting": "2"' in html and "Booking desk, 2 wait" in html


# --- The log -------------------------------------------------------------------------------------


def test_who_did_what_is_in_the_log(rita, ben, request_):
    seen(ben, request_)
    press(rita, request_, "contact", note="Called.")
    agree(rita, request_)
    assert log_of(request_) == [
        ("ben", "view_booking"),
        ("rita", "view_booking"),
        ("rita", "note_booking"),
        ("rita", "contact_booking"),
        # What the browser went back to.
        ("rita", "view_booking"),
        ("rita", "view_booking"),
        ("rita", "book_booking"),
    ]


def test_the_request_says_who_has_looked_at_it(rita, ben, request_):
    seen(ben, request_)
    assert "ben" in seen(rita, request_).select_one(".clinic-request__history details").get_text()


def test_nothing_of_the_patient_leaves_the_desk(rita, request_, caplog):
    caplog.set_level("DEBUG")
    search(rita, NAME)
    press(rita, request_, "contact", note="Róisín was not in.")
    agree(rita, request_, minutes="7")
    agree(rita, request_)
    rita.get(address("inspect", request_) + "x")
    entries = [str(vars(entry)) for entry in ModelLogEntry.objects.all()]
    for typed in (NAME, "Róisín", EMAIL, PHONE, "123456", NOTE):
        assert typed not in caplog.text
        assert not [entry for entry in entries if typed in entry]
    soup = seen(rita, request_)
    assert soup.title.get_text(strip=True).startswith(f"Booking request {request_.reference}")


def test_reports_lead_to_the_request(rita, request_):
    press(rita, request_, "contact")
    rita.force_login(make_user("superuser"))
    html = rita.get("/admin/reports/site-history/").content.decode()
    assert address("inspect", request_) in html and request_.reference in html
    assert NAME not in html


def test_who_edits_a_therapy_does_not_read_which_requests_name_it(admin_client, request_):
    usage = admin_client.get(f"/admin/pages/{request_.therapy_id}/usage/")
    assert request_.reference not in usage.content.decode()
