"""Working hours, as the clinic's manager enters them."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from clinic_pages.booking.models import Appointment, PractitionerSchedule
from clinic_pages.booking.times.appointments import Taken, take
from tests.booking.diaries import (
    appointment,
    in_days,
    make_request,
    offer_times,
    practitioner,
    value,
)
from tests.booking.visitors import FORM, book, soup_of
from tests.trees import texts

# A constraint that refuses breaks a transaction on PostgreSQL only.
pytestmark = pytest.mark.postgres

ADD = "/admin/snippets/clinic_booking/practitionerschedule/add/"
ERRORS = ".w-field__errors, .error-message"


def enter(client, person, hours=(), exceptions=(), **fields):
    data = {
        "practitioner": person.pk,
        "user": "",
        "buffer_minutes": 10,
        "working_hours": inline_formset(hours),
        "exceptions": inline_formset(exceptions),
    }
    return client.post(ADD, nested_form_data(data | fields))


def hours(weekday, opens, closes) -> dict:
    return {"weekday": weekday, "opens": opens, "closes": closes}


def away(first_day, last_day="", opens="", closes="") -> dict:
    return {"first_day": first_day, "last_day": last_day, "opens": opens, "closes": closes}


def test_a_week_with_exceptions_is_entered(admin_client, aoife):
    week = [hours(1, "09:00", "12:30"), hours(1, "14:00", "18:00"), hours(3, "09:00", "12:00")]
    days = [away("2026-12-24", "2026-12-31"), away("2027-01-04", "", "10:00", "11:00")]
    assert enter(admin_client, aoife, week, days).status_code == 302
    schedule = PractitionerSchedule.objects.get()
    assert [str(row) for row in schedule.working_hours.all()] == [
        "Monday 09:00–12:30",
        "Monday 14:00–18:00",
        "Wednesday 09:00–12:00",
    ]
    assert schedule.exceptions.count() == 2
    assert (schedule.practitioner, schedule.buffer_minutes) == (aoife, 10)


@pytest.mark.parametrize(
    ("week", "days", "says"),
    [
        ([hours(1, "12:00", "09:00")], [], "later than opening time"),
        ([hours(1, "09:00", "12:00"), hours(1, "11:00", "13:00")], [], "overlap with others"),
        ([], [away("2026-12-24", "2026-12-23")], "must not be before the first"),
        ([], [away("2026-12-24", "", "10:00")], "Enter both times"),
        ([], [away("2026-12-24", "2026-12-31"), away("2026-12-28")], "Another exception"),
    ],
)
def test_hours_that_contradict_each_other_are_refused(admin_client, aoife, week, days, says):
    response = enter(admin_client, aoife, week, days)
    assert response.status_code == 200
    assert says in " ".join(texts(soup_of(response), ERRORS))
    assert not PractitionerSchedule.objects.exists()


@pytest.mark.parametrize("minutes", ["7", "125", "-5"])
def test_minutes_between_appointments_are_steps_of_five(admin_client, aoife, minutes):
    assert enter(admin_client, aoife, buffer_minutes=minutes).status_code == 200
    assert not PractitionerSchedule.objects.exists()


def test_a_person_has_one_week(admin_client, aoife):
    enter(admin_client, aoife)
    assert enter(admin_client, aoife).status_code == 200
    assert PractitionerSchedule.objects.count() == 1


def test_the_page_goes_and_the_working_hours_with_it(tree):
    person = practitioner(tree)
    made = appointment(tree, person)
    person.delete()
    assert not PractitionerSchedule.objects.exists()
    made.refresh_from_db()
    assert made.practitioner is None


# --- In two languages ----------------------------------------------------------------------------


@pytest.fixture
def in_german(tree, settings):
    """A practitioner with a page in English and one in German; gives the German."""
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
    offer_times(tree)
    person = practitioner(tree)
    german = Locale.objects.create(language_code="de")
    for page in (tree.home, person.get_parent(), person):
        translated = page.specific.copy_for_translation(german)
        translated.save_revision().publish()
    return translated.specific


def test_the_times_are_offered_in_both(client, in_german):
    soup = soup_of(client.post("/booking/open/", {"language": "de"}))
    assert soup.select(f"select[name=practitioner] option[value='{in_german.pk}']")
    assert value(in_days(3)) in [field["value"] for field in soup.select("input[name=time]")]
    response = book(client, language="de", practitioner=in_german.pk, time=value(in_days(3)))
    assert response.status_code == 200
    assert Appointment.objects.get().starts_at == in_days(3)
    assert value(in_days(3)) not in client.get(FORM).content.decode()


def test_one_person_is_not_booked_twice_by_two_pages(tree, in_german):
    english = PractitionerSchedule.objects.get().practitioner
    appointment(tree, english)
    with pytest.raises(Taken):
        take(make_request(tree), in_german, in_days(3, 9, 30), 30)


def test_the_other_page_cannot_have_hours_of_its_own(in_german):
    second = PractitionerSchedule(practitioner=in_german)
    with pytest.raises(ValidationError, match="another language"):
        second.full_clean()
