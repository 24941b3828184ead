"""The form asks for days and times of day at which the clinic is there."""

from datetime import time

import pytest
from django.utils import timezone

from clinic_pages.booking.models import BookingRequest, WorkingHours
from clinic_pages.models import OpeningHours, SpecialDay
from tests.booking.diaries import A_DAY, in_days, offer_times, practitioner, value
from tests.booking.visitors import FORM, TYPED, book, fields_of, opened, problems, send, soup_of
from tests.trees import texts

WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
PARTS = ["Morning", "Afternoon", "Evening"]


def hours(model, *rows) -> list:
    """rows: (weekday, opens, closes), as "09:00"."""
    return [
        model(weekday=day, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))
        for day, opens, closes in rows
    ]


def open_on(tree, *rows) -> None:
    tree.clinic.opening_hours = hours(OpeningHours, *rows)
    tree.clinic.save()


def offered(response, name: str) -> list[str]:
    return texts(soup_of(response), f"label:has(input[name={name}])")


@pytest.fixture
def open_on_workdays(tree):
    open_on(tree, *((day, "09:00", "17:00") for day in range(1, 6)))


def test_without_opening_hours_every_day_can_be_wished_for(client, tree):
    response = client.get(FORM)
    assert offered(response, "days") == WEEK
    assert offered(response, "parts_of_day") == PARTS


def test_a_closed_day_cannot(client, open_on_workdays):
    assert offered(client.get(FORM), "days") == WEEK[:5]


@pytest.mark.parametrize(
    ("opens", "closes", "parts"),
    [
        ("09:00", "17:00", ["Morning", "Afternoon"]),
        ("09:00", "17:30", PARTS),
        ("12:00", "17:00", ["Afternoon"]),
        ("08:00", "12:00", ["Morning"]),
        ("18:00", "21:00", ["Evening"]),
    ],
)
def test_nor_a_part_of_the_day_in_which_nobody_is_there(client, tree, opens, closes, parts):
    open_on(tree, (1, opens, closes))
    assert offered(client.get(FORM), "parts_of_day") == parts


def test_one_long_evening_is_enough(client, tree):
    open_on(tree, (1, "09:00", "13:00"), (4, "14:00", "20:00"))
    assert offered(client.get(FORM), "parts_of_day") == PARTS


def test_where_times_are_offered_somebody_works_on_the_days(client, tree, open_on_workdays):
    offer_times(tree)
    mornings = hours(WorkingHours, (2, "09:00", "12:00"), (4, "09:00", "12:00"))
    practitioner(tree, working_hours=mornings)
    practitioner(tree, "Bea Walsh", working_hours=hours(WorkingHours, (7, "09:00", "20:00")))
    response = client.get(FORM)
    assert offered(response, "days") == ["Tuesday", "Thursday"]
    assert offered(response, "parts_of_day") == ["Morning", "Afternoon"]
    offer_times(tree, offers_times=False)
    assert offered(client.get(FORM), "days") == WEEK[:5]


def test_who_only_works_on_single_days_takes_no_day_away(client, tree, open_on_workdays):
    offer_times(tree)
    practitioner(tree, working_hours=[])
    response = client.get(FORM)
    assert soup_of(response).select("[name=show_times]")
    assert offered(response, "days") == WEEK[:5]


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"days": ["2", "7"]}, "days", "No longer possible: Sunday."),
        ({"days": ["6", "7"]}, "days", "No longer possible: Saturday, Sunday."),
        ({"parts_of_day": ["evening"]}, "parts_of_day", "No longer possible: Evening."),
    ],
)
def test_hours_that_changed_meanwhile_are_told_beside_the_field(client, tree, typed, field, says):
    fields = opened(client) | TYPED | typed
    open_on(tree, *((day, "09:00", "17:00") for day in range(1, 6)))
    response = send(client, fields)
    assert response.status_code == 422
    assert problems(response) == {field: f"Our hours have changed. {says}"}
    kept = fields_of(response)
    assert kept.get("days", []) == [day for day in typed.get("days", []) if day < "6"]
    assert kept["note"] == TYPED["note"]
    # What is gone stands there no more: sent as it is, it is taken.
    assert send(client, kept).status_code == 200
    assert BookingRequest.objects.get().days == [int(day) for day in kept.get("days", [])]


@pytest.mark.parametrize("day", ["0", "8", "x"])
def test_what_never_was_a_day_is_no_change_of_hours(client, open_on_workdays, day):
    assert "not one of the available choices" in problems(book(client, days=[day]))["days"]


def test_a_holiday_that_is_entered_meanwhile_takes_its_times_away(client, tree):
    offer_times(tree)
    practitioner(tree)
    fields = opened(client) | TYPED | {"time": value(in_days(3))}
    day = timezone.localdate() + 3 * A_DAY
    tree.clinic.special_days = [SpecialDay(first_day=day, note="Bank holiday")]
    tree.clinic.save()
    response = send(client, fields)
    assert response.status_code == 409
    assert "no longer free" in problems(response)["time"]
    chosen = [field["value"] for field in soup_of(response).select("input[name=time]")]
    assert value(in_days(3)) not in chosen and value(in_days(4)) in chosen
