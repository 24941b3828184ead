"""The reception works a request: nothing is lost, and two people don't overwrite each other."""

import pytest
from django.test import Client

from clinic_pages.booking.models import Appointment, BookingMail, BookingRequest
from tests.booking.reception import (
    DESK,
    EMAIL,
    NAME,
    NOTE,
    address,
    buttons,
    make_request,
    next_monday,
    press,
    said,
    seen,
    version_on,
)

Status = BookingRequest.Status


def test_the_request_says_what_the_patient_sent(rita, request_):
    text = seen(rita, request_).select_one("main").get_text(" ", strip=True)
    for part in (NAME, NOTE, EMAIL, "085 765 4321", "Acupuncture", "Monday, Wednesday", "is new"):
        assert part in text
    assert request_.reference in text


def test_an_extension_is_shown_and_called(rita, tree):
    request = make_request(tree, phone="+35315550123;ext=12")
    link = seen(rita, request).select_one("a[href^='tel:']")
    assert link.get_text() == "(01) 555 0123 ext. 12"
    # RFC 3966.
    assert link["href"] == "tel:+35315550123;ext=12"


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
    for words in ("Rita Reilly: Contacted", "Rita Reilly: Closed", "Rita Reilly: Reopened"):
        assert words in history


def test_spam_goes_back_among_the_new(rita, request_):
    press(rita, request_, "spam")
    press(rita, request_, "reopen")
    request_.refresh_from_db()
    assert request_.status == Status.NEW


def test_only_buttons_that_can_be_pressed_are_shown(rita, request_):
    assert buttons(seen(rita, request_)) == [
        "Book",
        "Save the note",
        "I have contacted the patient",
        "Close without an appointment",
        "It is spam",
    ]
    press(rita, request_, "decline")
    assert buttons(seen(rita, request_)) == ["Save the note", "Reopen"]


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
    assert rita.get(address("mail", request_), {"act": "see_to"}).status_code == 405
    request_.refresh_from_db()
    assert (request_.status, request_.version) == (Status.NEW, 0)
    assert not request_.notes.exists()


@pytest.mark.parametrize("action", ["step", "book", "cancel", "mail"])
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
