"""The reception blocks a practitioner's time, and gives it back."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from clinic_pages.booking.models import BlockedTime, TakenCell
from clinic_pages.booking.times.appointments import Taken, block, take
from clinic_pages.booking.times.offer import offer_to_visitor
from tests.booking.calendar.screens import (
    CALENDAR,
    calendar,
    coming_monday,
    entries,
    form_of,
    soup_of,
)
from tests.booking.diaries import appointment, make_request, offer_times, practitioner
from tests.booking.reception import problems, said

# A time that is taken is refused by a constraint, which breaks a transaction on PostgreSQL only.
pytestmark = pytest.mark.postgres

BLOCK = f"{CALENDAR}block/"


@pytest.fixture
def day():
    return coming_monday()


@pytest.fixture
def aoife(tree):
    return practitioner(tree)


def at(day, hour, minute=0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def blocking(client, on, who, **typed):
    opened = form_of(soup_of(client.get(BLOCK, {"day": on, "practitioner": who.pk})))
    return client.post(BLOCK, opened | {"time": "10:00", "until": "11:00"} | typed)


def logged() -> list[tuple[str, str]]:
    entries = ModelLogEntry.objects.filter(content_type__model="blockedtime").order_by("pk")
    return [(entry.user.username, entry.action.split(".")[1]) for entry in entries]


def test_a_time_is_blocked(rita, tree, day, aoife):
    response = blocking(rita, day, aoife, reason="Team meeting")
    assert response["Location"] == f"{CALENDAR}?day={day}"
    found = BlockedTime.objects.get()
    assert (found.practitioner, found.starts_at, found.ends_at) == (aoife, at(day, 10), at(day, 11))
    assert entries(calendar(rita, day=day)) == ["10 a.m. until 11 a.m. Blocked Team meeting"]
    assert logged() == [("rita", "block_time")]
    with pytest.raises(Taken):
        take(make_request(tree), aoife, at(day, 10, 30), 15)


def test_visitors_are_not_offered_it(rita, tree, day, aoife):
    settings = offer_times(tree, minimum_notice_hours=0)
    before = dict(offer_to_visitor(tree.site, tree.clinic, settings).days(day, 1))
    assert [time.starts_at.hour for time in before[day]][:1] == [9]
    blocking(rita, day, aoife, time="09:00", until="10:30")
    after = dict(offer_to_visitor(tree.site, tree.clinic, settings).days(day, 1))
    assert after[day][0].starts_at == at(day, 10, 30)


def test_it_is_given_back(rita, day, aoife):
    blocking(rita, day, aoife)
    address = calendar(rita, day=day).select_one(".clinic-entry")["href"]
    soup = soup_of(rita.get(address))
    assert "Aoife Brennan" in soup.select_one("main").text
    assert BlockedTime.objects.exists()
    response = rita.post(address, follow=True)
    assert said(response) == "The time is free again."
    assert not BlockedTime.objects.exists() and not TakenCell.objects.exists()
    assert [action for _user, action in logged()] == ["block_time", "unblock_time"]
    assert rita.get(address).status_code == rita.post(address).status_code == 404


def test_a_time_with_somebody_in_it_is_not_blocked(rita, tree, day, aoife):
    appointment(tree, aoife, at(day, 10, 30))
    response = blocking(rita, day, aoife)
    assert problems(response) == {"time": "Aoife Brennan has another appointment at that time."}
    assert not BlockedTime.objects.exists() and not logged()
    assert blocking(rita, day, aoife, until="10:30").status_code == 302


def test_a_pause_is_blocked_and_nobody_fits_into_it(rita, tree, day):
    bea = practitioner(tree, "Bea", buffer_minutes=30)
    appointment(tree, bea, at(day, 9))
    assert blocking(rita, day, bea).status_code == 302
    with pytest.raises(Taken):
        take(make_request(tree), bea, at(day, 10), 15, shortens_pauses=True)


def test_what_is_not_blocked_keeps_the_pause(tree, day):
    bea = practitioner(tree, "Bea", buffer_minutes=30)
    appointment(tree, bea, at(day, 9))
    before = set(TakenCell.objects.values_list("starts_at", "is_pause"))
    with pytest.raises(Taken):
        block(bea, at(day, 9, 50), 30)
    assert set(TakenCell.objects.values_list("starts_at", "is_pause")) == before


def test_what_is_pressed_twice_is_blocked_once(rita, day, aoife):
    for _press in range(2):
        assert blocking(rita, day, aoife, reason="Delivery").status_code == 302
    assert BlockedTime.objects.count() == 1 and logged() == [("rita", "block_time")]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"until": "10:00"}, "until", "later than the beginning"),
        ({"until": "09:00"}, "until", "later than the beginning"),
        ({"until": "10:03"}, "until", "steps of five minutes"),
        ({"time": "10:03"}, "time", "steps of five minutes"),
        ({"day": "2020-01-06"}, "time", "This is over."),
        ({"practitioner": ""}, "practitioner", "required"),
        ({"reason": "x" * 101}, "reason", "100"),
        ({"day": "2027-03-28", "time": "01:30", "until": "03:00"}, "time", "exist"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(rita, day, aoife, typed, field, words):
    found = problems(blocking(rita, day, aoife, **typed))
    assert list(found) == [field] and words in found[field]
    assert not BlockedTime.objects.exists()


def test_it_lasts_as_long_as_clocks_say_when_they_are_changed(rita, aoife):
    blocking(rita, datetime(2027, 3, 28).date(), aoife, time="00:30", until="02:30")
    found = BlockedTime.objects.get()
    assert found.ends_at - found.starts_at == timedelta(hours=1)


def test_no_patient_is_to_be_named(rita, aoife):
    assert "Name no patients here." in soup_of(rita.get(BLOCK)).text
