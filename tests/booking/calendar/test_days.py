"""The calendar shows who is there when: to the reception all, to practitioners their own."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from clinic_pages.booking.models import PractitionerSchedule, ScheduleException
from clinic_pages.booking.times.appointments import block, give_back
from clinic_pages.models import SpecialDay
from home.factories import PractitionerPageFactory
from tests.booking.calendar.screens import (
    CALENDAR,
    NAME,
    calendar,
    cells_of_column,
    coming_monday,
    entries,
    free,
    heads,
    lists,
    soup_of,
    text,
)
from tests.booking.diaries import appointment, every_day, offer_times, practitioner
from tests.booking.reception import make_user


@pytest.fixture
def day():
    return coming_monday()


@pytest.fixture
def aoife(tree):
    """Works from nine to twelve."""
    return practitioner(tree)


@pytest.fixture
def maeve(tree, aoife):
    return practitioner(tree, "Maeve Lin")


@pytest.fixture
def maeves(maeve):
    """Her own screen."""
    user = make_user("Practitioner", "maeve")
    PractitionerSchedule.objects.filter(practitioner=maeve).update(user=user)
    client = Client()
    client.force_login(user)
    return client


def at(day, hour, minute=0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def test_the_day_has_a_column_for_each_practitioner(rita, tree, day, maeve, aoife):
    appointment(tree, maeve, at(day, 10), minutes=45, therapy=tree.therapy())
    soup = calendar(rita, day=day)
    assert heads(soup) == ["Aoife Brennan 9 a.m.–noon", "Maeve Lin 9 a.m.–noon"]
    assert entries(soup) == [f"10 a.m. until 10:45 a.m. {NAME} Acupuncture"]
    in_maeves = [text(cell) for cell in cells_of_column(soup, 1)]
    assert in_maeves[1:3] == [
        "9:30 a.m. 9:30 a.m., Maeve Lin: book",
        f"10 a.m. until 10:45 a.m. {NAME} Acupuncture",
    ]
    # The quarter of an hour that is left until eleven.
    assert "10:45 a.m., Maeve Lin: book" in in_maeves[3]
    assert NAME not in " ".join(text(cell) for cell in cells_of_column(soup, 0))


def test_a_free_place_leads_to_the_form_and_an_appointment_to_its_request(rita, tree, day, aoife):
    found = appointment(tree, aoife, at(day, 10))
    soup = calendar(rita, day=day)
    place = next(link for link in soup.select("[data-clinic-free]") if "9:30" in link.text)
    assert place["href"] == f"{CALENDAR}new/?day={day}&time=09:30&practitioner={aoife.pk}"
    assert "autofocus" in str(soup_of(rita.get(place["href"])).select_one("[name=name]"))
    entry = soup.select_one(".clinic-entry")
    assert entry["href"] == f"/admin/booking-desk/inspect/{found.request_id}/"
    assert entry["data-clinic-move"] == f"/admin/booking-desk/book/{found.request_id}/"


def test_each_state_has_its_word(rita, tree, day, aoife):
    appointment(tree, aoife, at(day, 9), minutes=30)
    appointment(tree, aoife, at(day, 9, 30), minutes=30, is_agreed=False)
    came, missed = (appointment(tree, aoife, at(day, hour), minutes=30) for hour in (10, 11))
    for each, attendance in ((came, "came"), (missed, "no_show")):
        each.attendance = attendance
        each.save()
    block(aoife, at(day, 11, 30), 30, "Delivery")
    found = entries(calendar(rita, day=day))
    assert [each.split(NAME)[-1].strip() for each in found[:2]] == ["", "Held"]
    assert found[2].endswith("Came") and found[3].endswith("No-show")
    assert found[4] == "11:30 a.m. until noon Blocked Delivery"


def test_working_hours_breaks_and_days_off_are_told(rita, tree, day, aoife):
    both = [*every_day(time(9), time(12)), *every_day(time(13), time(17))]
    practitioner(tree, "Bea", working_hours=both)
    away = practitioner(tree, "Cara")
    schedule = PractitionerSchedule.objects.get(practitioner=away)
    ScheduleException.objects.create(schedule=schedule, first_day=day)
    practitioner(tree, "Dan", working_hours=[])
    soup = calendar(rita, day=day)
    assert heads(soup)[1:] == ["Bea 9 a.m.–noon, 1 p.m.–5 p.m.", "Cara Away", "Dan Not working"]
    places = [link for link in free(soup) if "Bea" in link]
    assert [each.split(",")[0] for each in places if "outside" in each] == ["noon", "12:30 p.m."]
    closed = [cell for cell in cells_of_column(soup, 2) if "clinic-calendar__closed" in str(cell)]
    assert len(closed) == 16


def test_a_special_day_of_the_clinic_is_told(rita, tree, day, aoife):
    tree.clinic.special_days.add(SpecialDay(first_day=day, note="Stocktaking"))
    tree.clinic.save()
    soup = calendar(rita, day=day)
    special = text(soup.select_one(".clinic-calendar__special"))
    assert "Stocktaking, the clinic is closed" in special
    assert heads(soup) == ["Aoife Brennan Not working"]
    assert not calendar(rita, day=day + timedelta(days=1)).select(".clinic-calendar__special")


def test_the_week_is_one_practitioners(rita, tree, day, aoife, maeve):
    appointment(tree, maeve, at(day + timedelta(days=2), 10))
    appointment(tree, aoife, at(day, 10), name="Not hers")
    soup = calendar(rita, day=day + timedelta(days=3), view="week", practitioner=maeve.pk)
    days = [(day + timedelta(days=number)).strftime("%a") for number in range(7)]
    assert [head.split()[0] for head in heads(soup)] == days
    assert [len(cells_of_column(soup, number)) for number in range(7)] == [16, 16, 15, *[16] * 4]
    assert len(entries(soup)) == 1 and "Not hers" not in soup.text


def test_a_weekend_without_anything_is_left_out_of_the_week(rita, tree, day):
    hours = every_day(time(9), time(12))[:5]
    page = practitioner(tree, working_hours=hours)
    assert len(heads(calendar(rita, day=day, view="week"))) == 5
    appointment(tree, page, at(day + timedelta(days=6), 10))
    assert len(heads(calendar(rita, day=day, view="week"))) == 6


def test_the_list_says_the_same_with_telephone_numbers(rita, tree, day, aoife, maeve):
    appointment(tree, aoife, at(day, 10), therapy=tree.therapy(), phone="+353857654321")
    found = lists(calendar(rita, day=day, **{"as": "list"}))
    assert found == {
        "Aoife Brennan": [
            "9 a.m.–10 a.m. Free Book",
            f"10 a.m.–11 a.m. {NAME} 085 765 4321 Acupuncture Agreed Change the time",
            "11 a.m.–noon Free Book",
        ],
        "Maeve Lin": ["9 a.m.–noon Free Book"],
    }
    week = lists(calendar(rita, day=day, view="week", practitioner=maeve.pk, **{"as": "list"}))
    assert len(week) == 7 and {*map(tuple, week.values())} == {("9 a.m.–noon Free Book",)}


def test_appointments_with_nobody_have_a_column_in_which_they_may_overlap(rita, tree, day, aoife):
    for minute in (0, 15):
        appointment(tree, None, at(day, 10, minute))
    soup = calendar(rita, day=day)
    assert heads(soup)[-1] == "With nobody yet"
    [both] = [cell for cell in cells_of_column(soup, 1) if cell.select(".clinic-entry")]
    assert len(both.select(".clinic-entry")) == 2
    assert not [each for each in cells_of_column(soup, 1) if each.select("[data-clinic-free]")]


def test_who_has_left_is_there_as_long_as_somebody_comes(rita, tree, day, aoife, maeve):
    appointment(tree, maeve, at(day, 10))
    maeve.unpublish()
    assert "Maeve Lin" in " ".join(heads(calendar(rita, day=day)))
    assert heads(calendar(rita, day=day + timedelta(days=1))) == ["Aoife Brennan 9 a.m.–noon"]


def test_who_only_writes_pages_is_no_column(rita, tree, day, aoife):
    PractitionerPageFactory(parent=aoife.get_parent(), title="Rob Reviewer")
    assert len(heads(calendar(rita, day=day))) == 1
    # Chosen, the page has its own.
    soup = calendar(rita, day=day)
    choices = {each.text: each["value"] for each in soup.select("[name=practitioner] option")}
    chosen = calendar(rita, day=day, practitioner=choices["Rob Reviewer"])
    assert heads(chosen) == ["Rob Reviewer No working hours entered"]


def test_where_nobody_has_hours_all_are_there(rita, tree, day, aoife):
    PractitionerSchedule.objects.all().delete()
    assert heads(calendar(rita, day=day)) == ["Aoife Brennan No working hours entered"]


def test_without_practitioners_it_says_so(rita, tree):
    for query in ({}, {"view": "week"}, {"as": "list"}):
        assert "There are no practitioners yet" in calendar(rita, **query).text


def test_somebody_in_two_languages_is_one_column(rita, tree, day, aoife):
    german = Locale.objects.create(language_code="de")
    tree.home.copy_for_translation(german)
    aoife.get_parent().specific.copy_for_translation(german)
    translated = aoife.copy_for_translation(german)
    translated.save_revision().publish()
    appointment(tree, translated, at(day, 10))
    soup = calendar(rita, day=day)
    assert heads(soup) == ["Aoife Brennan 9 a.m.–noon"] and len(entries(soup)) == 1


def test_what_is_cancelled_is_gone(rita, tree, day, aoife):
    give_back(appointment(tree, aoife, at(day, 10)), timezone.now())
    assert not entries(calendar(rita, day=day))


def test_times_are_the_clinics_also_for_who_lives_elsewhere(rita, tree, day, aoife):
    user = make_user("Reception", "abroad")
    UserProfile.objects.create(user=user, current_time_zone="Asia/Tokyo")
    rita.force_login(user)
    appointment(tree, aoife, at(day, 10))
    assert entries(calendar(rita, day=day))[0].startswith("10 a.m. until 11 a.m.")


@pytest.mark.parametrize("step", [15, 60])
def test_rows_are_the_clinics_steps(rita, tree, day, aoife, step):
    offer_times(tree, step_minutes=step)
    assert len(cells_of_column(calendar(rita, day=day), 0)) == 8 * 60 // step


@pytest.mark.parametrize(
    "query",
    [
        {"day": "nonsense"},
        {"day": "0001-01-01"},
        {"day": "9999-12-31", "view": "week"},
        {"practitioner": "1; DROP TABLE"},
        {"practitioner": "9" * 400},
        {"view": "year", "as": "painting"},
        {"day": ["2027-01-04", "x"]},
    ],
)
def test_what_an_address_cannot_mean_is_today(rita, tree, aoife, query):
    days = calendar(rita, **query).select_one("nav [aria-current=date]")
    assert days and text(days) == "Today"


def test_no_address_names_a_patient_and_each_keeps_what_is_shown(rita, tree, day, aoife, maeve):
    appointment(tree, aoife, at(day, 10))
    soup = calendar(rita, day=day, view="week", practitioner=maeve.pk, **{"as": "list"})
    after = soup.select_one("[rel=next]")["href"]
    next_week = soup_of(rita.get(after))
    title = text(next_week.select_one("#clinic-calendar-title"))
    assert title.startswith("Maeve Lin") and str((day + timedelta(days=7)).day) in title
    assert len(lists(next_week)) == 7


def test_what_is_over_offers_no_place(rita, tree, aoife):
    yesterday = timezone.localdate() - timedelta(days=1)
    assert not free(calendar(rita, day=yesterday)) and free(calendar(rita))
    [rows] = lists(calendar(rita, day=yesterday, **{"as": "list"})).values()
    assert rows == ["9 a.m.–noon Free"]


# --- Practitioners -------------------------------------------------------------------------------


def test_practitioners_see_their_own_column_and_change_nothing(maeves, tree, day, aoife, maeve):
    appointment(tree, maeve, at(day, 10), name="Hers")
    block(maeve, at(day, 9), 30, "Hers as well")
    appointment(tree, aoife, at(day, 11), name="Of a colleague")
    block(aoife, at(day, 9), 30, "Of a colleague")
    appointment(tree, None, at(day, 9), name="Of nobody")
    for query in ({}, {"practitioner": aoife.pk}, {"view": "week"}, {"as": "list"}):
        soup = calendar(maeves, day=day, **query)
        main = soup.select_one("main")
        assert "Hers" in main.text and "Hers as well" in main.text
        assert "colleague" not in main.text and "Of nobody" not in main.text
        assert "Aoife" not in main.text
        assert not main.select("form[method=post], [data-clinic-move], a[href*=new]")


def test_practitioners_read_their_own_day_at_home(maeves, tree, aoife, maeve):
    today = timezone.localdate()
    appointment(tree, maeve, at(today, 10), name="Hers", therapy=tree.therapy())
    appointment(tree, maeve, at(today + timedelta(days=1), 10), name="Tomorrow")
    appointment(tree, aoife, at(today, 11), name="Of a colleague")
    panel = text(soup_of(maeves.get("/admin/")).select_one("#clinic-own-day-section"))
    assert "10 a.m.–11 a.m.: Hers , Acupuncture" in panel
    assert "Tomorrow" not in panel and "colleague" not in panel


def test_a_practitioner_who_is_at_the_desk_as_well_has_both(rita, tree, maeve, aoife):
    today = timezone.localdate()
    appointment(tree, aoife, at(today, 11), name="Of a colleague")
    assert not soup_of(rita.get("/admin/")).select("#clinic-own-day-section")
    user = make_user("Clinic manager", "maeve")
    PractitionerSchedule.objects.filter(practitioner=maeve).update(user=user)
    rita.force_login(user)
    panel = text(soup_of(rita.get("/admin/")).select_one("#clinic-own-day-section"))
    assert "No appointments today" in panel and "colleague" not in panel
    assert "Of a colleague" in " ".join(entries(calendar(rita)))
