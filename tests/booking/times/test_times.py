"""Free times: what practitioners' hours, exceptions and appointments leave."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_pages.booking.models import PractitionerSchedule, ScheduleException, WorkingHours
from clinic_pages.booking.times.appointments import CELL
from clinic_pages.booking.times.free_times import Diary, Rules, free_on, free_times
from clinic_pages.models import PractitionerPage, SpecialDay
from tests.sizes import size

DUBLIN = ZoneInfo("Europe/Dublin")
# Its clocks move by half an hour.
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
# Clocks change here, or on the day after.
DAYS = {
    DUBLIN: [date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 1)],
    LORD_HOWE: [date(2026, 4, 5), date(2026, 10, 4), date(2026, 12, 1)],
}
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
MONDAY = date(2026, 11, 30)
# With a type, so that nobody asks the database for it.
PERSON = PractitionerPage(title="Aoife Brennan", content_type_id=1)


def clock(text: str) -> time:
    return time.fromisoformat(text)


def hours(opens: str, closes: str, *weekdays: int) -> list[WorkingHours]:
    return [
        WorkingHours(weekday=day, opens=clock(opens), closes=clock(closes))
        for day in weekdays or range(1, 8)
    ]


def diary(*rows, exceptions=(), taken=(), buffer=0) -> Diary:
    """taken: the beginnings of cells."""
    schedule = PractitionerSchedule(practitioner=PERSON, buffer_minutes=buffer)
    return Diary(schedule, list(rows), exceptions, [(cell, cell + CELL) for cell in sorted(taken)])


def rules(zone=DUBLIN, **fields) -> Rules:
    return Rules(**{"zone": zone, "earliest": LONG_AGO, "last_day": date(2030, 1, 1)} | fields)


def walls(found, zone=DUBLIN) -> list[str]:
    return [f"{each.starts_at.astimezone(zone):%H:%M}" for each in found]


def free(day, *diaries, minutes=60, **fields) -> list[str]:
    made = rules(**fields)
    return walls(free_on(day, diaries, minutes, made), made.zone)


# --- Fixed cases ---------------------------------------------------------------------------------


def test_an_appointment_ends_within_the_hours():
    morning = diary(*hours("09:00", "11:00"))
    assert free(MONDAY, morning) == ["09:00", "09:30", "10:00"]
    assert free(MONDAY, morning, minutes=45) == ["09:00", "09:30", "10:00"]
    assert free(MONDAY, morning, minutes=61) == ["09:00", "09:30"]


def test_hours_need_not_begin_or_end_on_the_grid():
    assert free(MONDAY, diary(*hours("09:05", "10:58")), minutes=30) == ["09:30", "10:00"]


def test_a_pause_for_lunch_is_none_of_the_hours():
    split = diary(*hours("09:00", "10:30"), *hours("13:00", "14:00"))
    assert free(MONDAY, split) == ["09:00", "09:30", "13:00"]


def test_other_weekdays_are_free_of_work():
    assert free(MONDAY, diary(*hours("09:00", "10:00", 2))) == []


def test_an_exception_takes_the_place_of_the_weekly_hours():
    away = ScheduleException(first_day=MONDAY - timedelta(2), last_day=MONDAY)
    later = ScheduleException(first_day=MONDAY, opens=clock("15:00"), closes=clock("16:00"))
    assert free(MONDAY, diary(*hours("09:00", "10:00"), exceptions=[away])) == []
    assert free(MONDAY, diary(*hours("09:00", "10:00"), exceptions=[later])) == ["15:00"]
    next_day = MONDAY + timedelta(1)
    assert free(next_day, diary(*hours("09:00", "10:00"), exceptions=[away, later])) == ["09:00"]


def test_on_the_clinics_special_days_its_own_hours_hold():
    always = diary(*hours("09:00", "17:00"))
    closed = SpecialDay(first_day=MONDAY)
    short = SpecialDay(first_day=MONDAY, opens=clock("10:00"), closes=clock("11:30"))
    assert free(MONDAY, always, special_days=[closed]) == []
    assert free(MONDAY, always, special_days=[short]) == ["10:00", "10:30"]


def test_taken_time_and_the_pause_after_an_appointment_are_not_free():
    ten = datetime(2026, 11, 30, 10, tzinfo=UTC)
    taken = {ten + CELL * number for number in range(12)}
    assert free(MONDAY, diary(*hours("09:00", "12:00"), taken=taken)) == ["09:00", "11:00"]
    with_pause = diary(*hours("08:00", "12:00"), taken=taken, buffer=10)
    assert free(MONDAY, with_pause) == ["08:00", "08:30", "11:00"]


def test_notice_and_how_far_ahead():
    noon = datetime(2026, 11, 30, 12, tzinfo=UTC)
    found = free_times(
        [diary(*hours("11:00", "14:00"))],
        60,
        rules(earliest=noon, last_day=date(2026, 12, 1)),
        date(2026, 1, 1),
        date(2027, 1, 1),
    )
    assert [(day.day, walls(times)) for day, times in found] == [
        (30, ["12:00", "12:30", "13:00"]),
        (1, ["11:00", "11:30", "12:00", "12:30", "13:00"]),
    ]


def test_whoever_is_free_is_named_in_order():
    first, second = diary(*hours("09:00", "10:00")), diary(*hours("09:00", "10:30"))
    times = free_on(MONDAY, [first, second], 60, rules())
    assert [each.schedules for each in times] == [
        (first.schedule, second.schedule),
        (second.schedule,),
    ]


@pytest.mark.parametrize(
    ("zone", "day", "offered"),
    [
        # 01:00 to 01:59 do not exist.
        (DUBLIN, date(2026, 3, 29), ["00:00", "00:30", "02:00", "02:30"]),
        # 01:00 to 01:59 come twice; the first are offered.
        (DUBLIN, date(2026, 10, 25), ["00:00", "00:30", "01:00", "01:30", "02:00", "02:30"]),
        # 02:00 to 02:29 do not exist.
        (LORD_HOWE, date(2026, 10, 4), ["00:00", "00:30", "01:00", "01:30", "02:30"]),
        # 01:30 to 01:59 come twice.
        (LORD_HOWE, date(2026, 4, 5), ["00:00", "00:30", "01:00", "01:30", "02:00", "02:30"]),
    ],
)
def test_the_night_in_which_the_clocks_change(zone, day, offered):
    night = diary(*hours("00:00", "03:00"))
    assert free(day, night, minutes=30, zone=zone) == offered


def test_across_a_clock_change_an_appointment_lasts_as_long_as_ever():
    night = diary(*hours("00:00", "03:00"))
    found = free_on(date(2026, 3, 29), [night], 90, rules())
    # From 00:30 to 03:00 on the wall are 90 minutes.
    assert walls(found) == ["00:00", "00:30"]


# --- Any case ------------------------------------------------------------------------------------

moments_of_day = st.integers(0, 24 * 60 - 1).map(lambda m: time(m // 60, m % 60))


@st.composite
def stretches(draw) -> tuple[time, time]:
    opens, closes = sorted(draw(st.lists(moments_of_day, min_size=2, max_size=2, unique=True)))
    return opens, closes


@st.composite
def situations(draw):
    zone = draw(st.sampled_from([DUBLIN, LORD_HOWE]))
    day = draw(st.sampled_from(DAYS[zone]))
    midnight = datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)
    rows = [
        WorkingHours(weekday=day.isoweekday(), opens=opens, closes=closes)
        for opens, closes in draw(st.lists(stretches(), min_size=1, max_size=3))
    ]
    taken = draw(st.sets(st.integers(0, 25 * 12), max_size=6))
    own = diary(
        *rows,
        taken={midnight + CELL * number for number in taken},
        buffer=draw(st.sampled_from([0, 5, 20])),
    )
    made = rules(
        zone=zone,
        earliest=midnight + timedelta(minutes=draw(st.integers(0, 600))),
        step=timedelta(minutes=draw(st.sampled_from([15, 30, 60]))),
    )
    return day, own, draw(st.integers(5, 120)), made


def minutes_free(day, own, minutes, made) -> list[datetime]:
    """The same, minute by minute and moment by moment: slow, and with no idea of the grid."""

    def works(moment):
        wall = moment.astimezone(made.zone)
        return wall.date() == day and any(
            row.opens <= wall.time() < row.closes for row in own.working_hours
        )

    def is_taken(moment):
        return any(begin <= moment < end for begin, end in own.taken)

    def on_grid(moment):
        wall = moment.astimezone(made.zone)
        return not wall.fold and (wall.hour * 60 + wall.minute) % (made.step.seconds // 60) == 0

    begin = datetime.combine(day, time.min, tzinfo=made.zone).astimezone(UTC)
    minute = timedelta(minutes=1)
    moments = [begin + minute * number for number in range(28 * 60)]
    working, taken = list(map(works, moments)), list(map(is_taken, moments))
    # Cells are taken whole.
    busy = -(-(minutes + own.schedule.buffer_minutes) // 5) * 5
    return [
        moment
        for number, moment in enumerate(moments[: 26 * 60])
        if working[number]
        and on_grid(moment)
        and moment >= made.earliest
        and all(working[number : number + minutes])
        and not any(taken[number : number + busy])
    ]


@given(situations())
@settings(max_examples=size(150, 3000), deadline=None)
def test_exactly_what_is_free_is_offered(situation):
    day, own, minutes, made = situation
    offered = [each.starts_at for each in free_on(day, [own], minutes, made)]
    assert offered == minutes_free(day, own, minutes, made)
    for moment in offered:
        wall = moment.astimezone(made.zone).replace(tzinfo=None)
        there_and_back = wall.replace(tzinfo=made.zone).astimezone(UTC).astimezone(made.zone)
        assert there_and_back.replace(tzinfo=None) == wall, "the clock never shows this time"
