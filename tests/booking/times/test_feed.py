"""A practitioner's calendar behind a secret address."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.utils import timezone
from icalendar import Calendar

from clinic_pages.booking.models import PractitionerSchedule
from clinic_pages.booking.times.appointments import give_back
from tests.booking.diaries import appointment, in_days, practitioner

CHANGE = "/admin/clinic-pages/working-hours/{}/calendar-address/"


@pytest.fixture
def aoife(tree):
    return practitioner(tree)


def address(person) -> str:
    return urlsplit(PractitionerSchedule.objects.get(practitioner=person).feed_url).path


def read_calendar(client, person) -> Calendar:
    response = client.get(address(person))
    assert response.status_code == 200
    return Calendar.from_ical(response.content)


def test_it_has_the_agreed_and_held_times_to_come_and_of_the_last_month(client, tree, aoife):
    therapy = tree.therapy()
    appointment(tree, aoife, in_days(3), therapy=therapy, note="The pain runs down my leg.")
    appointment(tree, aoife, in_days(4), is_agreed=False)
    appointment(tree, aoife, in_days(-29))
    appointment(tree, aoife, in_days(-31))
    give_back(appointment(tree, aoife, in_days(5)), timezone.now())
    appointment(tree, practitioner(tree, "Bea Walsh"), in_days(6))
    events = read_calendar(client, aoife).events
    assert [(event.start, str(event["status"])) for event in events] == [
        (in_days(-29), "CONFIRMED"),
        (in_days(3), "CONFIRMED"),
        (in_days(4), "TENTATIVE"),
    ]
    assert events[0].end - events[0].start == timedelta(hours=1)


def test_it_says_nothing_of_the_patients(client, tree, aoife):
    therapy = tree.therapy("Cupping")
    made = appointment(tree, aoife, therapy=therapy, phone="+353857654321", note="My leg.")
    text = client.get(address(aoife)).content.decode()
    for personal in ("Bhriain", "roisin", "4321", "leg", "Cupping", made.request.reference):
        assert personal not in text


def test_its_times_need_no_rules_for_zones(client, tree, aoife):
    appointment(tree, aoife, in_days(3, 9))
    calendar = read_calendar(client, aoife)
    [event] = calendar.events
    assert event.start == in_days(3, 9)
    assert event["dtstart"].to_ical().endswith(b"Z")
    assert not calendar.timezones


def test_it_has_a_name_of_its_own_and_no_secret(client, tree, aoife):
    other = practitioner(tree, "Bea Walsh")
    for person in (aoife, other):
        appointment(tree, person, in_days(3))
        calendar = read_calendar(client, person)
        name = f"{person.title} – {tree.clinic.name}"
        assert calendar["x-wr-calname"] == calendar["name"] == name
        assert address(person).rpartition("/")[2].removesuffix(".ics") not in str(calendar)


def test_without_appointments_it_is_a_calendar_all_the_same(client, aoife):
    calendar = read_calendar(client, aoife)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    assert calendar.subcomponents


def test_the_address_of_a_practitioner_who_left_ends(admin_client, client, tree, aoife):
    key = address(aoife)
    edit = f"/admin/snippets/clinic_booking/practitionerschedule/edit/{aoife.schedule.pk}/"
    assert key in admin_client.get(edit).content.decode()
    aoife.unpublish()
    assert client.get(key).status_code == 404
    assert "/booking/calendar/" not in admin_client.get(edit).content.decode()
    aoife.save_revision().publish()
    assert client.get(key).status_code == 200, "who comes back need not subscribe anew"


def test_the_address_ends_with_the_login(client, tree, aoife):
    key = address(aoife)
    user = get_user_model().objects.create_user("aoife", password="x")
    PractitionerSchedule.objects.update(user=user)
    assert client.get(key).status_code == 200
    get_user_model().objects.update(is_active=False)
    assert client.get(key).status_code == 404


def test_it_is_kept_by_nobody_and_listed_nowhere(client, aoife):
    response = client.get(address(aoife))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert client.post(address(aoife)).status_code == 405


def test_nobody_guesses_the_address(client, tree, aoife):
    other = practitioner(tree, "Bea Walsh")
    key = address(aoife).rpartition("/")[2].removesuffix(".ics")
    named, _dot, signature = key.partition(".")
    assert len(signature) >= 43
    others = address(other).rpartition("/")[2].partition(".")[0]
    for wrong in ("x", named, f"{named}.", f"{others}.{signature}", f"{key}x", f"1-2.{signature}"):
        assert client.get(f"/booking/calendar/{wrong}.ics").status_code == 404


def test_another_address_takes_the_place_of_the_old_one(admin_client, client, aoife):
    old = address(aoife)
    change = CHANGE.format(aoife.schedule.pk)
    assert "stops working at once" in admin_client.get(change).content.decode()
    assert client.get(old).status_code == 200, "asking changes nothing"
    admin_client.post(change)
    assert client.get(old).status_code == 404
    assert address(aoife) != old
    assert client.get(address(aoife)).status_code == 200


def test_the_manager_reads_the_address_and_others_neither_read_nor_change_it(client, aoife):
    edit = f"/admin/snippets/clinic_booking/practitionerschedule/edit/{aoife.schedule.pk}/"
    user = get_user_model().objects.create_user("marketing", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    old = address(aoife)
    for answer in (
        client.get(edit),
        client.get(CHANGE.format(aoife.schedule.pk)),
        client.post(CHANGE.format(aoife.schedule.pk)),
    ):
        assert answer.status_code == 302
        assert answer.url == "/admin/"
    assert address(aoife) == old
    user.user_permissions.add(Permission.objects.get(codename="change_practitionerschedule"))
    assert old in client.get(edit).content.decode()
