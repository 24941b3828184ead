"""The day on paper: names and numbers for the reception, and for practitioners who may export."""

from datetime import datetime, time

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from clinic_pages.booking.models import PractitionerSchedule
from clinic_pages.booking.times.appointments import block
from tests.booking.calendar.screens import CALENDAR, NAME, calendar, coming_monday, soup_of, text
from tests.booking.diaries import appointment, practitioner
from tests.booking.reception import make_user
from tests.editors import rows_of

DAY_LIST = f"{CALENDAR}day-list/"
PHONE = "085 765 4321"


@pytest.fixture
def day():
    return coming_monday()


@pytest.fixture
def aoife(tree):
    return practitioner(tree)


@pytest.fixture
def booked(tree, day, aoife):
    """Somebody at ten, and somebody with a colleague at nine."""
    bea = practitioner(tree, "Bea")
    appointment(tree, bea, at(day, 9), name="With Bea", is_agreed=False)
    return appointment(
        tree, aoife, at(day, 10), phone="+353857654321", therapy=tree.therapy()
    ).request


@pytest.fixture
def aoifes(aoife):
    """Her own screen."""
    user = make_user("Practitioner", "aoife")
    PractitionerSchedule.objects.filter(practitioner=aoife).update(user=user)
    client = Client()
    client.force_login(user)
    return client


def at(day, hour, minute=0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def printed(client, **query) -> list[list[str]]:
    soup = soup_of(client.get(DAY_LIST, query))
    times = [text(each) for each in soup.select("tbody th")]
    return [[when, *row] for when, row in zip(times, rows_of(soup), strict=True)]


def in_the_log() -> list[tuple[str, str]]:
    entries = ModelLogEntry.objects.filter(action="clinic_booking.print_booking")
    return sorted((entry.user.username, entry.label) for entry in entries)


def test_the_reception_has_names_and_numbers_in_order_of_time(rita, day, aoife, booked):
    block(aoife, at(day, 11), 30, "Delivery")
    assert printed(rita, day=day) == [
        ["9 a.m.–10 a.m.", "Bea", "With Bea", "", "", "Held"],
        ["10 a.m.–11 a.m.", "Aoife Brennan", NAME, PHONE, "Acupuncture", ""],
        ["11 a.m.–11:30 a.m.", "Aoife Brennan", "Delivery", "Blocked"],
    ]


def test_the_calendar_leads_there_for_who_is_shown(rita, day, aoife, booked):
    soup = calendar(rita, day=day, practitioner=aoife.pk, view="week")
    link = next(each["href"] for each in soup.select("a") if each.text == "Print the day")
    assert [text(each) for each in soup_of(rita.get(link)).select("tbody th")] == [
        "10 a.m.–11 a.m."
    ]


def test_what_is_handed_out_is_in_the_log_of_each_request(rita, day, booked):
    printed(rita, day=day)
    assert [user for user, _reference in in_the_log()] == ["rita", "rita"]
    assert booked.reference in dict(map(reversed, in_the_log()))
    inspected = rita.get(f"/admin/booking-desk/inspect/{booked.pk}/").content.decode()
    assert "Was on a printed day list" in inspected


def test_practitioners_have_their_own_day_without_names(aoifes, day, booked):
    assert printed(aoifes, day=day) == [
        ["10 a.m.–11 a.m.", "Aoife Brennan", booked.reference, "Acupuncture", ""]
    ]
    html = aoifes.get(DAY_LIST, {"day": day}).content.decode()
    assert NAME not in html and PHONE not in html and "With Bea" not in html
    assert not in_the_log()


def test_practitioners_who_may_export_have_names(aoifes, day, booked):
    permission = Permission.objects.get(codename="export_bookingrequest")
    User.objects.get(username="aoife").user_permissions.add(permission)
    [row] = printed(aoifes, day=day)
    assert row[2:4] == [NAME, PHONE]
    assert in_the_log() == [("aoife", booked.reference)]


def test_a_day_without_anybody_says_so(rita, day, aoife):
    assert "No appointments." in soup_of(rita.get(DAY_LIST, {"day": day})).text


def test_it_is_black_on_white_and_needs_no_admin_around_it(rita, day, booked):
    soup = soup_of(rita.get(DAY_LIST, {"day": day}))
    assert not soup.select("aside, nav, [style], script:not([src])")
