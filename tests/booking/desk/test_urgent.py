"""What becomes urgent comes first: a time that a patient chose does not pass unseen."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from clinic_pages.booking.times.appointments import take
from tests.booking.reception import make_request, names, press, seen

# By expressions with times in them, which each database reckons in its own way.
pytestmark = pytest.mark.postgres


def request_with(tree, name: str, waits=0, begins=None, **fields):
    """Sent so many hours ago, for a time in so many hours."""
    now = timezone.now()
    request = make_request(tree, name=name, received_at=now - timedelta(hours=waits), **fields)
    if begins is not None:
        take(request, None, now + timedelta(hours=begins), 60)
    return request


def panel(client) -> str:
    soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
    return " ".join(soup.select_one("#clinic-waiting-section .clinic-home").get_text(" ").split())


@pytest.fixture
def waiting(tree):
    request_with(tree, "Sent just now")
    request_with(tree, "Waits for a day", waits=24)
    request_with(tree, "Next week", waits=1, begins=24 * 7)
    request_with(tree, "Tomorrow", waits=2, begins=30)
    request_with(tree, "In an hour", waits=1, begins=1)
    request_with(tree, "Has passed", waits=30, begins=-2)
    request_with(tree, "Closed", waits=90, status="declined")


ORDER = [
    *("Has passed", "In an hour", "Waits for a day", "Tomorrow", "Next week", "Sent just now"),
    "Closed",
]


def test_the_list_has_what_becomes_urgent_first(rita, waiting):
    assert names(rita) == ORDER


def test_times_near_or_passed_are_alarms(rita, waiting):
    assert names(rita, "?status=alarm") == ["Has passed", "In an hour"]
    soup = BeautifulSoup(rita.get("/admin/booking-desk/").content, "html.parser")
    marks = [" ".join(each.get_text(" ").split()) for each in soup.select(".clinic-undelivered")]
    assert marks == [
        "The time that the patient chose has passed without an answer",
        "The time that the patient chose begins in 59 minutes",
    ]


def test_the_home_page_has_the_first_five(rita, waiting):
    text = panel(rita)
    places = [text.index(name) for name in ORDER[:5]]
    assert places == sorted(places) and "Sent just now" not in text
    assert "begins in 59 minutes" in text and "has passed without an answer" in text


def test_an_alarm_is_on_the_request_until_it_is_answered(rita, tree):
    request = request_with(tree, "In an hour", begins=2)
    assert "begins in 1" in seen(rita, request).select_one(".clinic-undelivered").get_text()
    press(rita, request, "decline")
    assert not seen(rita, request).select(".clinic-undelivered")
