"""A day, a week, a list and a printed day cost the same for few and for many."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic_pages.booking.calendar.entries import columns, people
from clinic_pages.booking.roles import WORK
from clinic_pages.booking.times.appointments import block
from clinic_pages.models import ClinicSettings
from tests.booking.calendar.screens import CALENDAR, coming_monday
from tests.booking.diaries import appointment, practitioner
from tests.booking.reception import make_user

# Counts queries.
pytestmark = pytest.mark.postgres

SCREENS = {
    "day": "",
    "list": "&as=list",
    "week": "&view=week",
    "one": "&practitioner={who}",
}


def fill(tree, people: int, days: int) -> None:
    for number in range(people):
        page = practitioner(tree, f"Practitioner {number} of {people}")
        for day in range(days):
            begin = timezone.make_aware(
                datetime.combine(coming_monday() + timedelta(days=day), time(9))
            )
            therapy = tree.therapies.get_children().first()
            for place in range(4):
                appointment(
                    tree,
                    page,
                    begin + timedelta(minutes=30 * place),
                    minutes=30,
                    therapy=therapy and therapy.specific,
                    phone="+353857654321",
                )
            block(page, begin + timedelta(hours=2), 30, "Meeting")


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_costs_the_same_for_many(rita, tree, screen):
    tree.therapy()
    fill(tree, people=1, days=1)
    query = SCREENS[screen].format(who=0)
    address = f"{CALENDAR}?day={coming_monday()}{query}"
    few = queries(rita, address)
    fill(tree, people=5, days=3)
    assert queries(rita, address) == few


@pytest.mark.parametrize("days", [1, 7])
def test_what_is_on_the_days_takes_five_queries(tree, days, django_assert_num_queries):
    fill(tree, people=3, days=3)
    user = make_user("Reception")
    assert user.has_perm(WORK)
    pages, clinic = people(tree.site, user), ClinicSettings.of(tree.site)
    week = [coming_monday() + timedelta(days=number) for number in range(days)]
    with django_assert_num_queries(5):
        found = columns(week, pages, clinic, user, are_all=True)
        shown = [entry.kind_in_words for column in found for entry in column.entries]
    assert len(shown) == 15 * min(days, 3)


def test_a_printed_day_costs_the_same_for_many(rita, tree):
    tree.therapy()
    fill(tree, people=1, days=1)
    address = f"{CALENDAR}day-list/?day={coming_monday()}"
    few = queries(rita, address)
    fill(tree, people=5, days=1)
    assert queries(rita, address) == few


def test_a_name_is_opened_only_where_it_is_shown(rita, tree, monkeypatch):
    from clinic_pages.booking import encryption

    fill(tree, people=2, days=2)
    opened = []
    decrypt = encryption.decrypt
    monkeypatch.setattr(
        encryption, "decrypt", lambda *args: opened.append(args[2]) or decrypt(*args)
    )
    rita.get(f"{CALENDAR}?day={coming_monday()}")
    assert sorted(opened) == ["name"] * 8
