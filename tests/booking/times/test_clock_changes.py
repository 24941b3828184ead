"""An appointment lasts as long as was said, where the clocks change, too, and every calendar shows
the same."""

from datetime import UTC, date, datetime, time, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic_pages.booking.desk.moments import moment
from clinic_pages.booking.models import Appointment
from clinic_pages.booking.times.appointments import take
from clinic_pages.booking.times.calendars import calendar_of
from clinic_pages.models import ClinicSettings
from tests.booking.diaries import appointment, make_request, practitioner
from tests.booking.reception import agree, make_user
from tests.booking.times.calendar_readers import READERS, calendar_after
from tests.sizes import size

pytestmark = pytest.mark.django_db

ZONES = ["Europe/Dublin", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]
FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)
A_DAY = timedelta(days=1)


def offset_at_noon(day: date, zone: ZoneInfo) -> timedelta:
    return datetime.combine(day, time(12), tzinfo=zone).utcoffset()


def days_of_change(name: str) -> list[date]:
    """Those on which the clocks change, and those before them."""
    zone, found = ZoneInfo(name), []
    for number in range((LAST - FIRST).days):
        day = FIRST + number * A_DAY
        if offset_at_noon(day, zone) != offset_at_noon(day + A_DAY, zone):
            found += [day, day + A_DAY]
    return found


CHANGES = {name: days_of_change(name) for name in ZONES}


def test_the_clocks_change_twice_a_year():
    assert {len(days) for days in CHANGES.values()} == {20}


@st.composite
def entries(draw):
    """What the reception types in: most near a change of the clocks."""
    name = draw(st.sampled_from(ZONES))
    day = draw(st.one_of(st.sampled_from(CHANGES[name]), st.dates(FIRST, LAST)))
    # Late on the evening before and early in the morning clocks change.
    wall = draw(st.one_of(st.integers(0, 5 * 12), st.integers(0, 24 * 12 - 1)))
    minutes = 5 * draw(st.integers(1, 96))
    return name, day, time(wall // 12, wall % 12 * 5), minutes


def is_shown_once(day: date, wall: time, zone: ZoneInfo) -> bool:
    """Looked for among all moments of the day: without the arithmetic that is on trial."""
    begin = datetime.combine(day - A_DAY, time.min, tzinfo=UTC)
    moments = (begin + timedelta(minutes=5 * number) for number in range(3 * 24 * 12))
    local = (each.astimezone(zone).replace(tzinfo=None) for each in moments)
    return list(local).count(datetime.combine(day, wall)) == 1


@given(entries())
@settings(
    max_examples=size(60, 3000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_it_lasts_as_long_as_was_said(tree, entry):
    name, day, wall, minutes = entry
    zone = ZoneInfo(name)
    the_day_before = datetime.combine(day, time.min, tzinfo=UTC) - 2 * A_DAY
    request = make_request(tree) if not Appointment.objects.exists() else None
    request = request or Appointment.objects.get().request
    with (
        override_settings(TIME_ZONE=name),
        patch("django.utils.timezone.now", lambda: the_day_before),
    ):
        try:
            starts_at = moment(day, wall, the_day_before)
        except ValidationError:
            assert not is_shown_once(day, wall, zone)
            return
        made = take(request, None, starts_at, minutes, is_agreed=True)
        text = calendar_of([made], ClinicSettings()).decode()
    stored = Appointment.objects.get()
    assert stored.ends_at - stored.starts_at == timedelta(minutes=minutes)
    assert (made.starts_at, made.ends_at) == (stored.starts_at, stored.ends_at)
    assert stored.starts_at.astimezone(zone).replace(tzinfo=None) == datetime.combine(day, wall)
    for read in READERS:
        [entry] = calendar_after([text], read)
        assert (entry.begins, entry.ends) == (stored.starts_at, stored.ends_at)


def next_change(*, forward: bool) -> date:
    """The next night in which the clinic's clocks go forward, or back: the day before it."""
    zone, day = timezone.get_default_timezone(), timezone.localdate() + A_DAY
    while True:
        difference = offset_at_noon(day + A_DAY, zone) - offset_at_noon(day, zone)
        if difference and (difference > timedelta(0)) == forward:
            return day
        day += A_DAY


@pytest.mark.parametrize("forward", [True, False])
def test_what_the_reception_enters_across_a_change_of_the_clocks(client, tree, forward):
    """120 minutes became 60 in spring, and 180 in autumn."""
    client.force_login(make_user("Reception", "rita"))
    maeve, request = practitioner(tree, "Maeve Lin"), make_request(tree)
    day = next_change(forward=forward)
    typed = {"time": "23:30", "minutes": "120", "practitioner": maeve.pk}
    assert agree(client, request, day=f"{day}", **typed).status_code == 302
    agreed = Appointment.objects.get()
    assert agreed.ends_at - agreed.starts_at == timedelta(minutes=120)
    assert agreed.cells.count() == 24


def test_the_pause_afterwards_is_as_long_as_it_is(tree):
    day = next_change(forward=True)
    maeve = practitioner(tree, "Maeve Lin", buffer_minutes=60)
    starts_at = timezone.make_aware(datetime.combine(day, time(23, 30)))
    assert appointment(tree, maeve, starts_at, minutes=60).cells.count() == 24
