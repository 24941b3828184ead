"""Wherever the reception chooses a time, it sees what is free, and is asked once about what is not
as usual."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale

from clinic_pages.booking.models import Appointment, BookingRequest, PractitionerSchedule
from clinic_pages.booking.times.appointments import take
from clinic_pages.models import PractitionerTherapy
from tests.booking.calendar.screens import CALENDAR, form_of
from tests.booking.diaries import practitioner
from tests.booking.reception import NAME, address, agree, make_request, next_monday, problems, seen

# A time that is taken breaks a transaction on PostgreSQL only.
pytestmark = pytest.mark.postgres

NEW = f"{CALENDAR}new/"


@pytest.fixture
def aoife(tree):
    """Every day from 9 to 12, with a pause of ten minutes."""
    return practitioner(tree, buffer_minutes=10)


@pytest.fixture
def asked(tree, aoife):
    """For Mondays in the morning."""
    therapy = tree.therapy(title="Cupping", duration_minutes=45)
    return make_request(tree, therapy=therapy, days=[1], parts_of_day=["morning"])


def soup_of(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def free(soup) -> dict[str, list[str]]:
    """{day: what is free}"""
    return {
        words(day): [words(each) for each in day.find_next("ul").select("button")]
        for day in soup.select(".clinic-free__day")
    }


def questions(soup) -> list[str]:
    return [words(each) for each in soup.select(".clinic-doubts li")]


def press(soup, name: str, value=None) -> dict:
    """What a browser sends with a button."""
    found = soup.select(f"main button[name={name}]")
    button = next(each for each in found if value in (None, words(each)))
    return form_of(soup) | {name: button["value"]}


def test_the_next_times_that_suit_the_patient_are_shown(rita, asked):
    shown = free(seen(rita, asked, "book"))
    assert len(shown) == 3 and all(day.startswith("Monday") for day in shown)
    times = next(iter(shown.values()))
    assert times[0] == "9 a.m. , Aoife Brennan" and len(times) == 5


def test_who_asked_in_another_language_is_offered_the_same(rita, tree, aoife):
    """The pages of therapy and practitioner are those of the language, and so are the hours'."""
    cupping, german = tree.therapy(title="Cupping"), Locale.objects.create(language_code="de")
    aoife.practised_therapies = [PractitionerTherapy(therapy=cupping)]
    aoife.save()
    for page in (tree.home, cupping.get_parent(), aoife.get_parent()):
        page.specific.copy_for_translation(german)
    her_page = aoife.copy_for_translation(german)
    PractitionerSchedule.objects.update(practitioner=her_page)
    therapy = cupping.copy_for_translation(german)
    asked = make_request(tree, therapy=therapy, practitioner=her_page, days=[])
    soup = seen(rita, asked, "book")
    assert words(soup.select_one("[name=practitioner] [selected]")) == "Aoife Brennan"
    places = soup.select("button[name=free]")
    assert places and all(each["value"].endswith(f"/{aoife.pk}") for each in places)
    assert agree(rita, asked, practitioner=aoife.pk).status_code == 302


def test_all_times_are_a_button_away(rita, asked):
    soup = soup_of(
        rita.post(
            address("book", asked), press(seen(rita, asked, "book"), "show_times", "All free times")
        )
    )
    assert len({day.split(",")[0] for day in free(soup)}) == 3
    # And stay so on later days.
    later = soup_of(rita.post(address("book", asked), press(soup, "from_day")))
    assert len({day.split(",")[0] for day in free(later)}) == 3
    assert not free(later).keys() & free(soup).keys()


def test_a_free_time_is_filled_in_and_then_booked(rita, asked, aoife):
    soup = seen(rita, asked, "book")
    filled = soup_of(rita.post(address("book", asked), press(soup, "free")))
    assert not Appointment.objects.exists()
    data = form_of(filled)
    assert (data["time"], data["practitioner"], data["minutes"]) == ("09:00", str(aoife.pk), "45")
    assert rita.post(address("book", asked), data).status_code == 302
    assert Appointment.objects.get().practitioner == aoife


def test_they_are_a_click_away_from_the_request(rita, asked):
    links = seen(rita, asked).select(".clinic-free a")
    assert len(links) == 6
    data = form_of(soup_of(rita.get(links[0]["href"])))
    assert data["time"] == "09:00" and rita.post(address("book", asked), data).status_code == 302
    assert not seen(rita, asked).select(".clinic-free a")


def test_what_is_taken_is_not_free_and_the_own_time_is(rita, tree, asked, aoife):
    take(make_request(tree), aoife, next_monday(9), 45)
    assert not any(
        "9 a.m." in each for each in next(iter(free(seen(rita, asked, "book")).values()))
    )
    agree(rita, asked, next_monday(10), practitioner=aoife.pk)
    soup = seen(rita, asked, "book")
    assert any("10 a.m." in each for each in next(iter(free(soup).values())))


def test_whoever_calls_is_told_what_is_free_and_nothing_typed_is_lost(rita, tree, aoife):
    therapy = tree.therapy(title="Cupping", duration_minutes=90)
    day = next_monday().date() + timedelta(days=1)
    soup = soup_of(rita.get(NEW, {"day": day}))
    typed = {"name": NAME, "phone": "085 765 4321", "note": "Left\nknee", "therapy": therapy.pk}
    answer = soup_of(rita.post(NEW, press(soup, "show_times") | typed))
    assert not answer.select(".error-message")
    assert next(iter(free(answer).values()))[-1].startswith("10:30 a.m.")
    kept = form_of(answer)
    assert {name: kept[name] for name in typed} == typed | {"therapy": str(therapy.pk)}
    filled = form_of(soup_of(rita.post(NEW, press(answer, "free") | typed)))
    assert rita.post(NEW, filled).status_code == 302
    stored = BookingRequest.objects.get()
    assert (stored.name, stored.note) == (NAME, "Left\nknee")


def test_an_unusual_time_is_asked_about_once(rita, asked, aoife):
    response = agree(rita, asked, next_monday(15), is_sure=False, practitioner=aoife.pk)
    soup = soup_of(response)
    assert questions(soup) == ["Aoife Brennan works at other times on that day: 9 a.m.–noon"]
    assert not Appointment.objects.exists() and not problems(response)
    assert rita.post(address("book", asked), press(soup, "doubts_seen")).status_code == 302
    assert Appointment.objects.get().starts_at == next_monday(15)


def test_of_another_time_one_is_asked_again(rita, asked, aoife):
    soup = soup_of(agree(rita, asked, next_monday(15), is_sure=False, practitioner=aoife.pk))
    data = press(soup, "doubts_seen") | {"time": "16:00"}
    again = soup_of(rita.post(address("book", asked), data))
    assert questions(again) and not Appointment.objects.exists()


def test_a_pause_is_shortened_by_who_says_so(rita, tree, asked, aoife):
    take(make_request(tree), aoife, next_monday(9), 45, is_agreed=True)
    soup = soup_of(agree(rita, asked, next_monday(9, 45), is_sure=False, practitioner=aoife.pk))
    assert questions(soup) == [
        "There is less than the usual pause between this and another appointment."
    ]
    assert rita.post(address("book", asked), press(soup, "doubts_seen")).status_code == 302
    # But nobody is booked twice, whatever one says.
    other = make_request(tree)
    response = agree(rita, other, next_monday(10), practitioner=aoife.pk)
    assert "another appointment" in problems(response)["time"]


def test_by_telephone_one_is_asked_as_well(rita, tree, aoife):
    soup = soup_of(rita.get(NEW, {"day": next_monday().date(), "practitioner": aoife.pk}))
    typed = form_of(soup) | {"name": NAME, "phone": "085 765 4321", "time": "20:00"}
    asked = soup_of(rita.post(NEW, typed))
    assert questions(asked) and not BookingRequest.objects.exists()
    data = press(asked, "doubts_seen")
    assert data["name"] == NAME
    assert rita.post(NEW, data).status_code == 302
    assert BookingRequest.objects.get().appointment.starts_at == next_monday(20)


@pytest.mark.parametrize(
    "query", [{"free": "x/y"}, {"free": ""}, {"from_day": "soon"}, {"show_times": "x"}]
)
def test_what_no_button_sends_changes_nothing(rita, asked, query):
    response = rita.post(address("book", asked), form_of(seen(rita, asked, "book")) | query)
    assert response.status_code == 200 and not Appointment.objects.exists()


def test_without_working_hours_it_says_so(rita, tree, asked):
    PractitionerSchedule.objects.all().delete()
    assert "None of the times that suit" in words(
        seen(rita, asked, "book").select_one(".clinic-free")
    )
    other = make_request(tree, days=[])
    text = words(seen(rita, other, "book").select_one(".clinic-free"))
    assert "nobody has working hours yet" in text
