"""The same hours on several days are entered once, with a break or without."""

import pytest
from bs4 import BeautifulSoup
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from clinic_pages.booking.models import BookingSettings, PractitionerSchedule
from tests.booking.diaries import practitioner
from tests.booking.times.test_schedules import ADD, ERRORS
from tests.trees import texts


def same(days, opens="09:00", closes="17:00", begins="", ends="") -> dict:
    return {
        "same_days": days,
        "same_opens": opens,
        "same_closes": closes,
        "break_begins": begins,
        "break_ends": ends,
    }


def enter(client, aoife, fields: dict, hours=(), url=ADD):
    data = {
        "practitioner": aoife.pk,
        "buffer_minutes": 0,
        "working_hours": inline_formset(hours),
        "exceptions": inline_formset([]),
    }
    return client.post(url, nested_form_data(data) | fields)


def errors(response) -> list[str]:
    return texts(BeautifulSoup(response.content, "html.parser"), ERRORS)


def hours() -> list[str]:
    return [str(row) for row in PractitionerSchedule.objects.get().working_hours.all()]


def test_a_week_with_a_break_is_entered_once(admin_client, aoife):
    fields = same([1, 2, 5], begins="12:30", ends="13:30")
    assert enter(admin_client, aoife, fields).status_code == 302
    assert hours() == [
        f"{day} {stretch}"
        for day in ("Monday", "Tuesday", "Friday")
        for stretch in ("09:00–12:30", "13:30–17:00")
    ]


def test_it_takes_the_place_of_those_days_alone(admin_client, aoife):
    rows = [
        {"weekday": 1, "opens": "07:00", "closes": "08:00"},
        {"weekday": 3, "opens": "10:00", "closes": "11:00"},
    ]
    assert enter(admin_client, aoife, same([1]), rows).status_code == 302
    assert hours() == ["Monday 09:00–17:00", "Wednesday 10:00–11:00"]


def test_stored_hours_are_replaced(admin_client, tree):
    person = practitioner(tree)
    schedule = PractitionerSchedule.objects.get()
    rows = [
        {"id": row.pk, "weekday": row.weekday, "opens": row.opens, "closes": row.closes}
        for row in schedule.working_hours.all()
    ]
    data = {
        "practitioner": person.pk,
        "buffer_minutes": 0,
        "working_hours": inline_formset(rows, initial=len(rows)),
        "exceptions": inline_formset([]),
    }
    url = f"/admin/snippets/clinic_booking/practitionerschedule/edit/{schedule.pk}/"
    fields = same([1, 2, 3, 4, 5, 6, 7], "10:00", "16:00")
    assert admin_client.post(url, nested_form_data(data) | fields).status_code == 302
    assert {each.split()[1] for each in hours()} == {"10:00–16:00"} and len(hours()) == 7


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (same([]), "Choose the days"),
        (same([1], opens=""), "Enter a time."),
        (same([1], closes=""), "Enter a time."),
        (same([1], begins="12:00"), "Enter a time."),
        (same([1], "17:00", "09:00"), "later than the time before it"),
        (same([1], begins="13:00", ends="12:00"), "later than the time before it"),
        (same([1], begins="08:00", ends="12:00"), "later than the time before it"),
        (same([1], begins="12:00", ends="18:00"), "later than the time before it"),
        (same([9]), "Select a valid choice"),
        (same([1], opens="noon"), "Enter a valid time"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(admin_client, aoife, fields, says):
    response = enter(admin_client, aoife, fields)
    assert response.status_code == 200
    assert any(says in each for each in errors(response)), errors(response)
    assert not PractitionerSchedule.objects.exists()


def test_the_clinics_own_hours_have_it_too(admin_client, tree):
    html = admin_client.get(f"/admin/settings/clinic_pages/clinicsettings/{tree.site.pk}/").content
    assert b"The same hours on several days" in html and b"same_days" in html


def settings_form(client, tree, offers: bool):
    url = f"/admin/settings/clinic_booking/bookingsettings/{tree.site.pk}/"
    data = {
        "notice_email": "",
        "retention_days": 90,
        "privacy_page": "",
        "step_minutes": 30,
        "minimum_notice_hours": 24,
        "days_ahead": 30,
        "cancel_until_hours": 24,
        "reminder_hours": 24,
    } | ({"offers_times": "on"} if offers else {})
    return client.post(url, data)


def test_free_times_need_hours(admin_client, tree, aoife):
    response = settings_form(admin_client, tree, True)
    assert any("has working hours yet" in each for each in errors(response))
    assert not BookingSettings.objects.filter(offers_times=True).exists()
    PractitionerSchedule.objects.create(practitioner=aoife)
    assert settings_form(admin_client, tree, True).status_code == 200
    assert settings_form(admin_client, tree, False).status_code == 302
    practitioner(tree, "Maeve Lin")
    assert settings_form(admin_client, tree, True).status_code == 302
    assert BookingSettings.objects.get().offers_times
