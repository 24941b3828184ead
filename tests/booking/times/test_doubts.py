"""What the reception is asked about a time before it is given to somebody."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from clinic_pages.booking.models import PractitionerSchedule, ScheduleException, WorkingHours
from clinic_pages.booking.times.appointments import block
from clinic_pages.booking.times.doubts import doubts_about
from clinic_pages.models import ClinicSettings, OpeningHours, SpecialDay
from tests.booking.diaries import appointment, practitioner

MONDAY = date(2030, 1, 7)


@pytest.fixture
def aoife(tree):
    """Mondays from 9 to 12 and from 14 to 17."""
    stretches = [(time(9), time(12)), (time(14), time(17))]
    hours = [WorkingHours(weekday=1, opens=opens, closes=closes) for opens, closes in stretches]
    return practitioner(tree, working_hours=hours, buffer_minutes=10)


def at(hour, minute=0, day=MONDAY) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def doubts(tree, begin, minutes=45, *args, **fields) -> list[str]:
    clinic = ClinicSettings.of(tree.site)
    return [each.text for each in doubts_about(begin, minutes, clinic, *args, **fields)]


@pytest.mark.parametrize("begin", [at(9), at(11, 15), at(14), at(16, 15)])
def test_nothing_speaks_against_working_hours(tree, aoife, begin):
    assert doubts(tree, begin, 45, aoife) == []


@pytest.mark.parametrize("begin", [at(8, 45), at(11, 30), at(13, 30), at(16, 30), at(20)])
def test_times_outside_of_working_hours_are_named(tree, aoife, begin):
    [text] = doubts(tree, begin, 45, aoife)
    assert text == ("Aoife Brennan works at other times on that day: 9 a.m.–noon, 2 p.m.–5 p.m.")


def test_a_day_on_which_somebody_never_works(tree, aoife):
    tuesday = at(10, day=MONDAY + timedelta(days=1))
    assert doubts(tree, tuesday, 45, aoife) == ["Aoife Brennan does not work on a Tuesday."]


def test_a_holiday_of_the_practitioner(tree, aoife):
    schedule = PractitionerSchedule.objects.get()
    ScheduleException.objects.create(schedule=schedule, first_day=MONDAY, last_day=MONDAY)
    assert doubts(tree, at(10), 45, aoife) == ["Aoife Brennan is away on that day."]
    # And a week later she is there.
    assert doubts(tree, at(10, day=MONDAY + timedelta(days=7)), 45, aoife) == []


def test_a_holiday_of_the_clinic(tree, aoife):
    SpecialDay.objects.create(clinic=tree.clinic, first_day=MONDAY)
    for who in (aoife, None):
        assert doubts(tree, at(10), 45, who) == ["The clinic is closed on that day."]


def test_without_working_hours_those_of_the_clinic_count(tree):
    stranger = practitioner(tree, working_hours=[])
    assert doubts(tree, at(3), 45, stranger) == []
    OpeningHours.objects.create(clinic=tree.clinic, weekday=1, opens=time(9), closes=time(18))
    for who in (stranger, None):
        assert doubts(tree, at(17), 45, who) == []
        assert doubts(tree, at(3), 45, who) == [
            "The clinic is open at other times on that day: 9 a.m.–6 p.m."
        ]
        sunday = at(10, day=MONDAY - timedelta(days=1))
        assert doubts(tree, sunday, 45, who) == ["The clinic is not open on a Sunday."]


CLOSE = ["There is less than the usual pause between this and another appointment."]


def test_pauses_of_this_and_of_another_appointment(tree, aoife):
    other = appointment(tree, aoife, at(10), minutes=45)
    assert doubts(tree, at(10, 45), 45, aoife) == CLOSE
    assert doubts(tree, at(9, 10), 45, aoife) == CLOSE
    assert doubts(tree, at(10, 55), 45, aoife) == doubts(tree, at(9, 5), 45, aoife) == []
    # Who moves has left.
    assert doubts(tree, at(10, 45), 45, aoife, None, other) == []


def test_a_blocked_time_right_after_it(tree, aoife):
    block(aoife, at(10), 30)
    assert doubts(tree, at(9, 10), 45, aoife) == CLOSE
    assert doubts(tree, at(9, 5), 45, aoife) == []


def test_who_does_not_offer_the_therapy(tree):
    cupping, moxa = tree.therapy(title="Cupping"), tree.therapy(title="Moxibustion")
    maeve = practitioner(tree, "Maeve Lin", cupping)
    for_all = practitioner(tree, "Tom Walsh")
    assert doubts(tree, at(9), 45, maeve, cupping) == doubts(tree, at(9), 45, for_all, moxa) == []
    assert doubts(tree, at(9), 45, maeve, moxa) == [
        "Maeve Lin does not offer Moxibustion, as the page of the team says."
    ]


def test_everything_that_speaks_against_it_is_said(tree, aoife):
    appointment(tree, aoife, at(12), minutes=30)
    assert len(doubts(tree, at(12, 30), 45, aoife)) == 2
