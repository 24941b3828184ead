"""A visitor chooses a free time in the booking form."""

from datetime import time

import pytest
from django.core import mail
from django.utils import timezone

from clinic_pages.booking.mails.sending import send_due
from clinic_pages.booking.models import Appointment, BookingRequest
from clinic_pages.models import SpecialDay
from tests.booking.diaries import (
    A_DAY,
    appointment,
    every_day,
    in_days,
    offer_times,
    practitioner,
    value,
)
from tests.booking.visitors import FORM, TYPED, book, fields_of, opened, problems, send, soup_of
from tests.trees import texts

# A constraint decides who gets a time.
pytestmark = pytest.mark.postgres

WITHOUT_TIMES = 11
WITH_TIMES = 16


@pytest.fixture
def acupuncture(tree):
    return tree.therapy(duration_minutes=60)


@pytest.fixture
def aoife(tree, acupuncture):
    offer_times(tree)
    return practitioner(tree, "Aoife Brennan", acupuncture)


def shown(response) -> dict[str, list[str]]:
    """{day: its times} as the visitor reads them."""
    days = soup_of(response).select(".clinic-times__day")
    return {texts(day, "legend")[0]: texts(day, "label") for day in days}


def choices(response) -> list[str]:
    return [field["value"] for field in soup_of(response).select("input[name=time]")]


def look(client, fields, first_day="", **typed):
    return client.post(FORM, fields | typed | {"show_times": first_day})


def book_at(client, moment, **typed):
    return book(client, time=value(moment), **typed)


# --- Switched off --------------------------------------------------------------------------------


def test_without_the_switch_the_form_asks_for_days(client, tree, aoife):
    offer_times(tree, offers_times=False)
    soup = soup_of(client.get(FORM))
    assert not soup.select("input[name=time], [name=show_times]")
    assert soup.select("input[name=days]")


def test_without_working_hours_the_form_asks_for_days(client, tree):
    offer_times(tree)
    assert not soup_of(client.get(FORM)).select("[name=show_times]")
    assert book(client).status_code == 200


def test_without_the_switch_the_form_costs_what_it_did(client, tree, django_assert_num_queries):
    practitioner(tree)
    client.get(FORM)
    with django_assert_num_queries(WITHOUT_TIMES):
        client.get(FORM)
    offer_times(tree, offers_times=False)
    with django_assert_num_queries(WITHOUT_TIMES):
        client.get(FORM)


# --- What is offered -----------------------------------------------------------------------------


def test_the_first_days_with_their_times_are_shown(client, aoife):
    days = shown(client.get(FORM))
    assert len(days) == 4
    times = ["9 a.m.", "9:30 a.m.", "10 a.m.", "10:30 a.m.", "11 a.m."]
    assert list(days.values())[1:] == [times] * 3


def folded(response) -> dict[str, str]:
    """{day: what stands there in place of its times}"""
    days = soup_of(response).select(".clinic-times__day:has(details)")
    return {texts(day, "legend")[0]: texts(day, "summary")[0] for day in days}


def test_long_days_are_folded_but_for_the_first_and_that_of_the_chosen_time(client, tree):
    offer_times(tree)
    practitioner(tree, working_hours=every_day(time(9), time(18)))
    days = list(shown(look(client, opened(client))))
    assert list(folded(client.get(FORM))) == days[1:]
    assert set(folded(client.get(FORM)).values()) == {"17 times, from 9 a.m. to 5 p.m."}
    # Later than the first, whatever the time of day.
    chosen = value(in_days(3, 17))
    response = look(client, opened(client), time=chosen)
    assert fields_of(response)["time"] == [chosen]
    assert len(folded(response)) == 2


def test_short_days_are_not_folded(client, aoife):
    assert not folded(client.get(FORM))


def test_later_days_and_back(client, aoife):
    fields = opened(client)
    later_button = soup_of(client.get(FORM)).select("button[name=show_times]")[-1]
    later = look(client, fields, later_button["value"])
    assert not set(shown(later)) & set(shown(client.get(FORM)))
    assert shown(look(client, fields_of(later))) == shown(client.get(FORM))


def test_a_therapys_length_decides(client, tree, aoife):
    short = tree.therapy("Cupping", duration_minutes=15)
    practitioner(tree, "Bea Walsh", short)
    days = shown(look(client, opened(client), therapy=short.pk))
    assert list(days.values())[1][-1] == "11:30 a.m."


def test_only_who_practises_the_therapy_is_asked(client, tree, aoife):
    cupping = tree.therapy("Cupping")
    assert not shown(look(client, opened(client), therapy=cupping.pk))
    practitioner(tree, "Bea Walsh", cupping, working_hours=every_day(time(14), time(15)))
    days = shown(look(client, opened(client), therapy=cupping.pk))
    assert list(days.values())[1] == ["2 p.m."]
    days = shown(look(client, opened(client), therapy=cupping.pk, practitioner=aoife.pk))
    assert not days


def test_a_therapys_page_shows_the_times_of_that_therapy(client, tree, aoife, acupuncture):
    response = client.post("/booking/open/", {"page": acupuncture.pk})
    assert len(shown(response)) == 4


def test_the_clinics_closed_days_are_left_out(client, tree, aoife):
    today = timezone.localdate()
    tree.clinic.special_days = [SpecialDay(first_day=today, last_day=today + 10 * A_DAY)]
    tree.clinic.save()
    first = soup_of(client.get(FORM)).select_one("input[name=time]")
    assert first["value"] == value(in_days(11))


def test_somebody_who_left_the_team_has_no_times(client, aoife):
    aoife.unpublish()
    assert not soup_of(client.get(FORM)).select("[name=show_times]")


def test_looking_at_other_times_loses_nothing_and_complains_of_nothing(client, tree, aoife):
    typed = TYPED | {"phone": "12", "name": "", "days": ["1", "3"], "is_returning": "yes"}
    response = look(client, opened(client), **typed)
    assert response.status_code == 200
    assert not problems(response)
    kept = fields_of(response)
    assert (kept["phone"], kept["note"], kept["days"]) == ("12", TYPED["note"], ["1", "3"])
    assert kept["is_returning"] == ["yes"]
    assert kept["consent"] == ["on"]
    assert not BookingRequest.objects.exists()


def test_a_chosen_time_stays_chosen_on_other_days(client, aoife):
    chosen = value(in_days(3))
    response = look(client, opened(client), f"{in_days(12):%Y-%m-%d}", time=chosen)
    assert fields_of(response)["time"] == [chosen]
    assert len(shown(response)) == 5


@pytest.mark.parametrize("days_ahead", [10, 300])
def test_any_number_of_days_costs_the_same(
    client, tree, aoife, django_assert_num_queries, days_ahead
):
    offer_times(tree, days_ahead=days_ahead)
    for number in range(days_ahead // 20):
        appointment(tree, aoife, in_days(number + 2))
    client.get(FORM)
    with django_assert_num_queries(WITH_TIMES):
        client.get(FORM)


@pytest.mark.parametrize(("therapies", "people"), [(1, 1), (30, 4)])
def test_any_number_of_therapies_and_people_costs_the_same(
    client, tree, django_assert_num_queries, therapies, people
):
    offer_times(tree)
    named = [tree.therapy(f"Therapy {number}") for number in range(therapies)]
    for number in range(people):
        practitioner(tree, f"Practitioner {number}", *named[:3])
    client.get(FORM)
    with django_assert_num_queries(WITH_TIMES):
        client.get(FORM)


# --- Booking it ----------------------------------------------------------------------------------


def test_the_time_is_held_with_the_request(client, tree, aoife, acupuncture):
    response = book_at(client, in_days(3), therapy=acupuncture.pk)
    held = Appointment.objects.get()
    assert held.request == BookingRequest.objects.get()
    assert (held.practitioner, held.starts_at, held.is_agreed) == (aoife, in_days(3), False)
    assert held.ends_at == in_days(3, 10)
    assert held.cells.count() == 12
    [said] = texts(soup_of(response), ".clinic-thanks__time")
    assert f"{in_days(3):%A}" in said
    assert "9 a.m." in said


def test_the_mail_says_which_time_is_held(client, aoife):
    book_at(client, in_days(3))
    send_due()
    [received] = [message for message in mail.outbox if message.to == [TYPED["email"]]]
    assert "hold this time" in received.body
    assert "9 a.m." in received.body


def test_a_held_time_is_offered_to_nobody_else(client, aoife):
    book_at(client, in_days(3))
    assert value(in_days(3)) not in choices(client.get(FORM))
    assert value(in_days(3, 9, 30)) not in choices(client.get(FORM))
    assert value(in_days(3, 10)) in choices(client.get(FORM))


def test_the_pause_after_an_appointment_is_kept(client, tree):
    offer_times(tree)
    practitioner(tree, "Bea Walsh", buffer_minutes=15)
    book_at(client, in_days(3))
    assert value(in_days(3, 10)) not in choices(client.get(FORM))
    assert value(in_days(3, 10, 30)) in choices(client.get(FORM))


def test_with_anybody_it_is_the_first_of_the_team_who_is_free(client, tree, aoife):
    bea = practitioner(tree, "Bea Walsh")
    for number, person in enumerate([aoife, bea]):
        assert book_at(client, in_days(3), note=f"{number}").status_code == 200
        assert Appointment.objects.latest("pk").practitioner == person
    assert book_at(client, in_days(3), note="one more").status_code == 409


def test_a_time_that_was_taken_meanwhile_is_told_and_nothing_is_lost(client, tree, aoife):
    fields = opened(client) | TYPED | {"time": value(in_days(3))}
    appointment(tree, aoife, in_days(3))
    response = send(client, fields)
    assert response.status_code == 409
    assert "no longer free" in problems(response)["time"]
    kept = fields_of(response)
    assert {name: kept[name] for name in ("name", "email", "note")} == {
        name: TYPED[name] for name in ("name", "email", "note")
    }
    assert value(in_days(3)) not in choices(response)
    assert value(in_days(3, 10)) in choices(response)
    assert BookingRequest.objects.count() == 1
    assert not mail.outbox


def test_a_time_that_was_shown_for_another_therapy_is_told_as_what_it_is(client, tree, aoife):
    long = tree.therapy("Moxibustion", duration_minutes=120)
    fields = opened(client) | TYPED | {"time": value(in_days(3, 11))}
    practitioner(tree, "Bea Walsh", long)
    response = send(client, fields | {"therapy": long.pk})
    assert response.status_code == 409
    assert "was for another therapy or practitioner" in problems(response)["time"]
    assert texts(soup_of(response), ".clinic-times > legend") == ["Free times, 120 minutes"]
    # Now it is one of those that are shown.
    again = fields_of(response) | {"time": value(in_days(3, 11))}
    assert "no longer free" in problems(send(client, again))["time"]
    assert send(client, again | {"time": value(in_days(3, 10))}).status_code == 200


def test_a_time_that_also_suits_the_therapy_chosen_after_it_is_held(client, tree, aoife):
    long = tree.therapy("Moxibustion", duration_minutes=120)
    fields = opened(client) | TYPED | {"time": value(in_days(3))}
    bea = practitioner(tree, "Bea Walsh", long)
    assert send(client, fields | {"therapy": long.pk}).status_code == 200
    held = Appointment.objects.get()
    assert (held.practitioner, held.ends_at) == (bea, in_days(3, 11))


def test_looking_at_other_times_says_which_one_is_not_among_them(client, tree, aoife):
    long = tree.therapy("Moxibustion", duration_minutes=120)
    practitioner(tree, "Bea Walsh", long)
    chosen = {"time": value(in_days(3, 11))}
    assert not soup_of(look(client, opened(client), **chosen)).select(".clinic-times s")
    response = look(client, opened(client), therapy=long.pk, **chosen)
    [lost] = texts(soup_of(response), ".clinic-times s")
    assert f"{in_days(3):%A}" in lost and "11 a.m." in lost
    assert not problems(response)


def test_sent_twice_it_is_thanked_for_twice_and_held_once(client, aoife):
    fields = opened(client) | TYPED | {"time": value(in_days(3))}
    answers = [texts(soup_of(send(client, fields)), ".clinic-thanks__reference") for _ in range(2)]
    assert answers == [[BookingRequest.objects.get().reference]] * 2
    assert Appointment.objects.count() == 1


def test_a_time_is_chosen_or_said_to_suit_not(client, aoife):
    response = book(client)
    assert response.status_code == 422
    assert "Choose a time" in problems(response)["time"]
    assert book(client, time="none", days=["2"]).status_code == 200
    assert not Appointment.objects.exists()
    assert BookingRequest.objects.get().days == [2]


def test_where_nothing_is_free_a_request_is_all_there_is_to_send(client, tree, aoife):
    cupping = tree.therapy("Cupping")
    assert book(client, therapy=cupping.pk).status_code == 200
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    "moment",
    [
        in_days(3, 8),
        in_days(3, 9, 5),
        in_days(3, 11, 30),
        in_days(0, 9),
        in_days(-3, 9),
        in_days(31, 9),
        in_days(30_000, 9),
    ],
)
def test_a_time_that_was_never_offered_is_not_held(client, aoife, moment):
    response = book_at(client, moment)
    assert response.status_code in (409, 422)
    assert not BookingRequest.objects.exists()


@pytest.mark.parametrize("typed", ["x", "-1", "٣", "9" * 12, "1e9", "99999999999"])
def test_what_is_no_time_is_an_error(client, aoife, typed):
    response = book(client, time=typed)
    assert response.status_code in (409, 422)
    assert problems(response)["time"]
    assert not BookingRequest.objects.exists()


@pytest.mark.parametrize("first_day", ["x", "9999-12-31", "0001-01-01", "2026-13-01", "\0"])
def test_any_first_day_is_fine(client, aoife, first_day):
    assert look(client, opened(client), first_day).status_code == 200


def test_spam_holds_no_time(client, aoife):
    assert book_at(client, in_days(3), leave_empty="https://pills.example").status_code == 200
    assert not Appointment.objects.exists()
