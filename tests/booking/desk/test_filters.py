"""The list is narrowed by appointment, practitioner and more, and sorted."""

from datetime import date, datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Locale

from clinic_pages.booking.desk.filters import days
from clinic_pages.booking.models import Appointment, BookingRequest
from tests.booking.diaries import practitioner
from tests.booking.reception import DESK, listed, make_request, make_user, names

# Compared and sorted by the database.
pytestmark = pytest.mark.postgres

Status = BookingRequest.Status


def noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)), timezone.get_default_timezone())


def book(tree, name, day, **fields) -> BookingRequest:
    request = make_request(tree, name=name, status=Status.BOOKED)
    Appointment.objects.create(
        request=request, starts_at=noon(day), ends_at=noon(day) + timedelta(hours=1), **fields
    )
    return request


@pytest.fixture
def today():
    return timezone.localdate(timezone=timezone.get_default_timezone())


def test_an_appointment_is_found_by_its_day(rita, tree, today):
    book(tree, "Today", today)
    book(tree, "Tomorrow", today + timedelta(days=1))
    book(tree, "Called off", today, cancelled_at=timezone.now())
    book(tree, "Next month", today + timedelta(days=30))
    make_request(tree, name="Waits")
    assert names(rita, "?appointment=today") == ["Today"]
    assert names(rita, "?appointment=tomorrow") == ["Tomorrow"]
    assert names(rita, "?appointment=today&status=cancelled") == ["Called off"]
    assert names(rita, f"?day_from={today + timedelta(days=1)}") == ["Tomorrow", "Next month"]
    until = f"?day_from={today}&day_to={today + timedelta(days=1)}"
    assert names(rita, until) == ["Today", "Tomorrow"]
    assert len(names(rita, "?appointment=never&day_from=x")) == 5


def test_a_practitioner_is_one_person_in_all_languages(rita, tree, today):
    aoife, german = practitioner(tree), Locale.objects.create(language_code="de")
    tree.home.copy_for_translation(german)
    aoife.get_parent().specific.copy_for_translation(german)
    book(tree, "In English", today, practitioner=aoife)
    asked = {"practitioner": aoife.copy_for_translation(german), "name": "In German"}
    make_request(tree, **asked)
    soup = BeautifulSoup(rita.get(DESK).content, "html.parser")
    found = [each["value"] for each in soup.select("input[name=practitioner]")]
    assert found == ["", f"{aoife.pk}"]
    assert set(names(rita, f"?practitioner={aoife.pk}")) == {"In English", "In German"}


def test_weeks_begin_on_monday():
    wednesday = date(2030, 1, 9)
    this_week = [f"{day}" for day in days("this_week", wednesday)]
    assert this_week == ["2030-01-07", "2030-01-13"]
    assert [f"{day}" for day in days("next_week", wednesday)] == ["2030-01-14", "2030-01-20"]


def test_one_wrong_filter_keeps_the_others(rita, tree):
    make_request(tree, name="Ann")
    make_request(tree, name="Bob", status=Status.DECLINED)
    assert names(rita, "?status=open&age=nonsense") == ["Ann"]


def test_the_list_is_sorted(rita, tree, today):
    old = timezone.now() - timedelta(days=3)
    make_request(tree, name="Waits", received_at=old)
    make_request(tree, name="Spam", status=Status.SPAM)
    book(tree, "Later", today + timedelta(days=2))
    book(tree, "Soon", today + timedelta(days=1))
    assert names(rita, "?ordering=appointment")[:2] == ["Soon", "Later"]
    assert names(rita, "?ordering=-appointment")[:2] == ["Later", "Soon"]
    assert names(rita, "?ordering=received")[0] == names(rita, "?ordering=-received")[-1] == "Waits"
    by_status = names(rita, "?ordering=status")
    assert (by_status[0], by_status[-1]) == ("Waits", "Spam")
    assert names(rita, "?ordering=name") == names(rita, "?ordering=-") == names(rita)


def test_what_was_exported_is_marked_for_who_may_export(client, tree):
    client.force_login(make_user("Clinic manager", "mia"))
    make_request(tree, name="Ann")
    assert names(client, "?exported=no") == ["Ann"] and names(client, "?exported=yes") == []
    b"".join(client.get(f"{DESK}?export=csv").streaming_content)
    make_request(tree, name="Bob")
    assert names(client, "?exported=yes") == ["Ann"] and names(client, "?exported=no") == ["Bob"]
    assert {row[0]: row[2] for row in listed(client)} == {"Ann": "New Exported", "Bob": "New"}
    client.force_login(make_user("Reception", "rita"))
    assert len(names(client, "?exported=yes")) == 2
    assert "Exported" not in client.get(DESK).content.decode()
