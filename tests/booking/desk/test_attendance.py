"""Whether a patient came: said once it can be known, taken back, found again, exported."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from wagtail.models import ModelLogEntry

from clinic_pages.booking.desk.filters import STATUSES
from clinic_pages.booking.models import Appointment
from clinic_pages.booking.times.appointments import take
from tests.booking.desk.test_export import csv_rows
from tests.booking.reception import (
    address,
    buttons,
    listed,
    log_of,
    make_user,
    names,
    next_monday,
    said,
    seen,
    version_on,
)

# Filtered and exported, portion by portion.
pytestmark = pytest.mark.postgres

BEGINS = next_monday(10)


@pytest.fixture
def begun(rita, request_, maeve):
    """The request once its appointment has."""
    take(request_, maeve, BEGINS, 45, is_agreed=True)
    request_.status = "booked"
    request_.save()
    with patch("django.utils.timezone.now", lambda: BEGINS + timedelta(minutes=5)):
        rita.force_login(make_user("Clinic manager", "mia"))
        yield request_


def say(client, request, attendance, version=None, **sent):
    version = version_on(seen(client, request)) if version is None else version
    data = {"version": version, "attendance": attendance} | sent
    return client.post(address("attendance", request), data, follow=True)


def attendance(request) -> str:
    return Appointment.objects.get(request=request).attendance


@pytest.mark.parametrize(("value", "word"), [("came", "Came"), ("no_show", "No-show")])
def test_it_is_said_with_a_click_and_taken_back_with_another(rita, begun, value, word):
    assert buttons(seen(rita, begun)) == ["Came", "No-show", "Save the note"]
    assert said(say(rita, begun, value)) == "Saved."
    assert attendance(begun) == value
    soup = seen(rita, begun)
    assert soup.select_one(".clinic-state").text == word
    assert buttons(soup) == ["Undo", "Save the note"]
    assert listed(rita)[0][2] == word
    say(rita, begun, "")
    assert attendance(begun) == ""
    actions = [action for _user, action in log_of(begun) if action != "view_booking"]
    assert actions == [f"{value}_booking", "unknown_attendance_booking"]


def test_the_history_says_so(rita, begun):
    say(rita, begun, "no_show")
    history = seen(rita, begun).select_one(".clinic-request__history").get_text(" ")
    assert "mia: Said that the patient did not come" in history


def test_before_it_begins_nobody_knows(rita, request_, maeve):
    take(request_, maeve, next_monday(10), 45, is_agreed=True)
    request_.status = "booked"
    request_.save()
    assert "Came" not in buttons(seen(rita, request_))
    assert "cannot be done" in said(say(rita, request_, "came"))
    assert attendance(request_) == ""


def test_nobody_comes_to_a_time_that_is_only_held(rita, request_, maeve):
    take(request_, maeve, BEGINS, 45)
    with patch("django.utils.timezone.now", lambda: BEGINS + timedelta(minutes=5)):
        rita.force_login(make_user("Reception", "ben"))
        assert "cannot be done" in said(say(rita, request_, "came"))


@pytest.mark.parametrize("value", ["nonsense", "x" * 300])
def test_what_is_no_answer_changes_nothing(rita, begun, value):
    assert "cannot be done" in said(say(rita, begun, value))
    assert attendance(begun) == ""


def test_who_comes_second_is_told(rita, begun):
    version = version_on(seen(rita, begun))
    say(rita, begun, "came", version)
    assert "Somebody was quicker" in said(say(rita, begun, "no_show", version))
    assert attendance(begun) == "came"


def test_one_goes_back_to_where_one_was_and_nowhere_else(rita, begun):
    back = "/admin/clinic-pages/calendar/?as=list"
    assert say(rita, begun, "came", next=back).redirect_chain[-1][0] == back
    elsewhere = say(rita, begun, "", next="https://evil.example/").redirect_chain[-1][0]
    assert elsewhere == address("inspect", begun)


def test_no_shows_are_found_and_exported(rita, begun):
    def rows(status):
        return names(rita, f"?status={status}")

    assert not rows("no_show") and len(rows("booked")) == 1
    say(rita, begun, "no_show")
    assert len(rows("no_show")) == len(rows("booked")) == 1 and not rows("came")
    titles, row = csv_rows(rita)
    assert dict(zip(titles, row, strict=True))["Attendance"] == "No-show"
    choices = dict(STATUSES)
    assert {"came", "no_show"} <= choices.keys()


def test_the_list_of_the_calendar_has_the_same_buttons(rita, begun):
    url = f"/admin/clinic-pages/calendar/?day={BEGINS.date()}&as=list"
    soup = BeautifulSoup(rita.get(url).content, "html.parser")
    form = next(each for each in soup.select(".clinic-day form"))
    assert [each.text for each in form.select("button")] == ["Came", "No-show"]
    data = {each["name"]: each["value"] for each in form.select("input[name]")}
    response = rita.post(form["action"], data | {"attendance": "no_show"}, follow=True)
    assert response.redirect_chain[-1][0].startswith("/admin/clinic-pages/calendar/?")
    assert "No-show" in response.content.decode() and attendance(begun) == "no_show"
    assert ModelLogEntry.objects.filter(action="clinic_booking.no_show_booking").exists()
