"""Hours that change over agreed times: whom to call is said before they are saved, and is not
forgotten."""

from datetime import time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from clinic_pages.booking.models import Appointment, PractitionerSchedule
from clinic_pages.models import ClinicSettings, OpeningHours, SpecialDay
from tests.booking.diaries import appointment, practitioner
from tests.booking.reception import (
    NAME,
    address,
    agree,
    listed,
    log_of,
    make_user,
    next_monday,
    said,
    seen,
    version_on,
)

# Lists are ordered by expressions, which the databases take in their own ways.
pytestmark = pytest.mark.postgres

ANSWER = "hours_question_read"


@pytest.fixture
def aoife(tree):
    """Every day from 9 to 12."""
    return practitioner(tree)


@pytest.fixture
def boss(client, tree):
    client.force_login(make_user("Clinic manager", "boss"))
    return client


@pytest.fixture
def booked(tree, aoife):
    return appointment(tree, aoife, next_monday(10), status="booked", phone="+353857654321").request


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(element) -> str:
    return " ".join(element.get_text(" ").split()) if element else ""


def enter_hours(client, aoife, opens="09:00", closes="12:00", away=(), **more):
    schedule = PractitionerSchedule.objects.get(practitioner=aoife)
    rows = list(schedule.working_hours.all())
    week = [
        {"id": row.pk, "weekday": row.weekday, "opens": opens, "closes": closes} for row in rows
    ]
    data = {
        "practitioner": aoife.pk,
        "buffer_minutes": 0,
        "working_hours": inline_formset(week, initial=len(week)),
        "exceptions": inline_formset(away),
    }
    url = f"/admin/snippets/clinic_booking/practitionerschedule/edit/{schedule.pk}/"
    return client.post(url, nested_form_data(data) | more)


def a_holiday() -> list[dict]:
    day = f"{next_monday():%Y-%m-%d}"
    return [{"first_day": day, "last_day": day, "opens": "", "closes": ""}]


def question(response) -> str:
    return words(soup_of(response).select_one("main .help-warning"))


def answer(response) -> dict:
    return {ANSWER: soup_of(response).select_one(f"[name={ANSWER}]")["value"]}


def test_a_holiday_over_an_agreed_time_lists_whom_to_call(boss, aoife, booked):
    response = enter_hours(boss, aoife, away=a_holiday())
    text = question(response)
    assert "1 appointment would be outside of working hours" in text
    assert NAME in text and "085 765 4321" in text and "10 a.m." in text
    assert "Nothing is saved yet" in words(soup_of(response))
    assert not PractitionerSchedule.objects.get().exceptions.exists()
    assert enter_hours(boss, aoife, away=a_holiday(), **answer(response)).status_code == 302
    assert PractitionerSchedule.objects.get().exceptions.exists()
    # The time is the patient's until somebody has called.
    found = Appointment.objects.get()
    assert found.cancelled_at is None and found.is_outside_hours


def test_new_hours_of_the_week_ask_as_well(boss, aoife, booked):
    assert "1 appointment" in question(enter_hours(boss, aoife, closes="10:30"))
    assert enter_hours(boss, aoife, closes="11:30").status_code == 302


def test_hours_that_are_handed_on_ask_about_who_had_them(boss, tree, aoife, booked):
    OpeningHours.objects.create(clinic=tree.clinic, weekday=1, opens=time(13), closes=time(17))
    colleague = practitioner(tree, "Tom", working_hours=[])
    PractitionerSchedule.objects.filter(practitioner=colleague).delete()
    schedule = PractitionerSchedule.objects.get()
    hours = schedule.working_hours.values("id", "weekday", "opens", "closes")
    data = {"practitioner": colleague.pk, "buffer_minutes": 0}
    data |= {"working_hours": inline_formset(list(hours), initial=len(hours))}
    url = f"/admin/snippets/clinic_booking/practitionerschedule/edit/{schedule.pk}/"
    response = boss.post(url, nested_form_data(data | {"exceptions": inline_formset([])}))
    assert NAME in question(response)


@pytest.mark.parametrize("in_bulk", [False, True])
def test_hours_that_somebody_is_booked_in_are_not_deleted(boss, tree, aoife, booked, in_bulk):
    OpeningHours.objects.create(clinic=tree.clinic, weekday=1, opens=time(13), closes=time(17))
    schedule = PractitionerSchedule.objects.get()
    form = f"/admin/snippets/clinic_booking/practitionerschedule/edit/{schedule.pk}/"
    url = form.replace("edit", "delete")
    if in_bulk:
        url = reverse(
            "wagtail_bulk_action", args=["clinic_booking", "practitionerschedule", "delete"]
        )
        url += f"?id={schedule.pk}"
    response = boss.post(url, follow=True)
    assert response.redirect_chain[-1][0] == form
    assert "Take the hours out here first" in said(response)
    booked.appointment.delete()
    boss.post(url)
    assert not PractitionerSchedule.objects.exists()


def test_whom_to_call_takes_the_same_number_of_queries(boss, tree, aoife, booked):
    numbers = []
    for day in (1, 2, 3):
        with CaptureQueriesContext(connection) as queries:
            assert question(enter_hours(boss, aoife, "11:00", "12:00"))
        numbers.append(len(queries))
        for hour in (9, 10):
            moment = next_monday(hour) + timedelta(days=day)
            appointment(tree, aoife, moment, status="booked", phone="+353857654321")
    assert numbers[1] == numbers[2]


def test_an_answer_to_another_question_is_none(boss, tree, aoife, booked):
    known = answer(enter_hours(boss, aoife, away=a_holiday()))
    appointment(tree, aoife, next_monday(11))
    response = enter_hours(boss, aoife, away=a_holiday(), **known)
    assert "2 appointments" in question(response)


def test_what_was_outside_before_is_not_asked_about(boss, tree, aoife):
    appointment(tree, aoife, next_monday(15))
    assert enter_hours(boss, aoife, closes="11:00").status_code == 302


def test_a_day_on_which_the_clinic_is_closed(boss, tree, aoife, booked):
    url = f"/admin/settings/clinic_pages/clinicsettings/{tree.site.pk}/"
    form = soup_of(boss.get(url)).select_one("main form")
    fields = {
        each["name"]: each.get("value", each.get_text(strip=True))
        for each in form.select("input[name], textarea[name]")
        if each.get("type") not in ("checkbox", "submit") and "__prefix__" not in each["name"]
    }
    day = f"{next_monday():%Y-%m-%d}"
    closed = nested_form_data({"special_days": inline_formset([{"first_day": day}])})
    choices = {"currency": "EUR"}
    response = boss.post(url, fields | choices | closed)
    assert NAME in question(response), words(soup_of(response).select_one("main"))[:2000]
    assert not SpecialDay.objects.exists()
    assert boss.post(url, fields | choices | closed | answer(response)).status_code == 302
    assert SpecialDay.objects.get().clinic == ClinicSettings.objects.get(site=tree.site)
    assert Appointment.objects.get().is_outside_hours


def test_who_may_not_see_patients_is_told_whom_to_ask(client, tree, aoife, booked):
    user = make_user("Clinic manager", "office")
    group = Group.objects.get(name="Clinic manager")
    group.permissions.remove(*group.permissions.filter(codename="work_bookingrequest"))
    client.force_login(user)
    response = enter_hours(client, aoife, away=a_holiday())
    assert "the reception sees: ask there" in question(response)
    assert NAME not in response.content.decode()
    assert enter_hours(client, aoife, away=a_holiday(), **answer(response)).status_code == 302
    assert Appointment.objects.get().is_outside_hours


@pytest.fixture
def outside(boss, aoife, booked):
    """Hours have changed over it."""
    known = answer(enter_hours(boss, aoife, away=a_holiday()))
    enter_hours(boss, aoife, away=a_holiday(), **known)
    return booked


def test_the_desk_has_it_first_until_the_patient_knows(rita, tree, aoife, outside):
    rita.force_login(make_user("Reception", "roy"))
    appointment(tree, aoife, next_monday(11), is_agreed=False, name="Waits")
    assert NAME in listed(rita)[0][0]
    assert "hours that have changed" in " ".join(listed(rita)[0])
    assert len(listed(rita, "?status=outside-hours")) == 1
    assert "Telephone 1 patient: hours have changed." in words(soup_of(rita.get("/admin/")))
    screen = seen(rita, outside)
    assert "tell the patient, and change the time or keep it" in words(screen.main)
    response = rita.post(address("keep", outside), {"version": version_on(screen)}, follow=True)
    assert "Saved." in said(response)
    assert ("roy", "keep_booking") in log_of(outside)
    assert not listed(rita, "?status=outside-hours")
    assert "Telephone 1 patient" not in words(soup_of(rita.get("/admin/")))
    # Once is enough.
    again = rita.post(address("keep", outside), {"version": 99}, follow=True)
    assert "Somebody was quicker" in said(again)


def test_another_time_settles_it(rita, outside):
    rita.force_login(make_user("Reception", "roy"))
    agree(rita, outside, next_monday(10).replace(minute=0), practitioner="")
    assert not Appointment.objects.get().is_outside_hours


def test_hours_that_change_back_settle_it(boss, aoife, outside):
    schedule = PractitionerSchedule.objects.get()
    row = schedule.exceptions.get()
    gone = {"exceptions-0-id": row.pk, "exceptions-0-DELETE": "on", "exceptions-INITIAL_FORMS": 1}
    assert enter_hours(boss, aoife, away=a_holiday(), **gone).status_code == 302
    assert not schedule.exceptions.exists()
    assert not Appointment.objects.get().is_outside_hours
