"""A day is laid out by the wall clock: each appointment as high as it is long, nothing twice."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from clinic_pages.booking.calendar.entries import Column, Entry
from clinic_pages.booking.calendar.grid import Free, lines_of, rows_of
from clinic_pages.models import PractitionerPage

# From plain values.
pytestmark = pytest.mark.once

DAY = date(2027, 1, 4)
CLOCKS_GO_FORWARD, CLOCKS_GO_BACK = date(2027, 3, 28), date(2027, 10, 31)
NINE_TO_FIVE = [(time(9), time(17))]


def entry(begin: str, minutes: int, day=DAY, fold=0) -> Entry:
    wall = datetime.combine(day, time.fromisoformat(begin)).replace(fold=fold)
    starts_at = wall.replace(tzinfo=timezone.get_default_timezone()).astimezone(UTC)
    return Entry(starts_at, starts_at + timedelta(minutes=minutes))


def column(*entries, works=NINE_TO_FIVE, day=DAY, practitioner=True) -> Column:
    page = PractitionerPage(id=1, title="Maeve") if practitioner else None
    return Column(day, page, works, True, False, sorted(entries, key=lambda each: each.starts_at))


def cells(of: Column, step=30) -> dict[str, tuple[int, int]]:
    """{begin: (minutes, number of entries)}"""
    found = [row.cells[0] for row in rows_of([of], step) if row.cells[0]]
    return {f"{cell.begin:%H:%M}": (cell.minutes, len(cell.entries)) for cell in found}


def offered(of: Column, step=30) -> list[str]:
    found = [row.cells[0] for row in rows_of([of], step) if row.cells[0]]
    return [f"{cell.begin:%H:%M}" for cell in found if cell.is_offered]


def headings(of: list[Column], step=30) -> list[tuple[str, int]]:
    return [
        (f"{row.begin:%H:%M}", row.heading_rows) for row in rows_of(of, step) if row.heading_rows
    ]


def test_an_empty_day_has_a_row_for_each_step():
    rows = rows_of([column()], 30)
    assert len(rows) == 16 and {row.minutes for row in rows} == {30}
    assert (rows[0].begin, rows[-1].begin) == (time(9), time(16, 30))
    assert all(cell.is_offered and not cell.is_closed for row in rows for cell in row.cells)


def test_an_appointment_is_as_high_as_it_is_long():
    day = column(entry("10:00", 45))
    assert cells(day)["10:00"] == (45, 1) and cells(day)["10:45"] == (15, 0)
    [found] = [row.cells[0] for row in rows_of([day], 30) if row.cells[0] and row.cells[0].entries]
    # Ten o'clock, and the half of half past ten that it reaches into.
    assert found.rows == 2
    assert ("10:30", 2) in headings([day])
    assert "10:45" in offered(day)


def test_what_begins_off_the_steps_leaves_the_time_before_it_free():
    day = column(entry("10:20", 20))
    assert cells(day)["10:00"] == (20, 0) and cells(day)["10:20"] == (20, 1)
    assert cells(day)["10:40"] == (20, 0)


def test_a_gap_that_is_too_short_is_not_offered():
    day = column(entry("10:00", 50))
    assert cells(day)["10:50"] == (10, 0)
    assert "10:50" not in offered(day) and "11:00" in offered(day)


def test_what_overlaps_shares_a_cell():
    day = column(entry("10:00", 60), entry("10:30", 60), entry("11:30", 30), practitioner=False)
    assert cells(day)["10:00"] == (90, 2) and cells(day)["11:30"] == (30, 1)


def test_odd_minutes_and_seconds_are_rounded_outwards():
    begin = entry("10:02", 0).starts_at + timedelta(seconds=30)
    day = column(Entry(begin, begin + timedelta(minutes=20)))
    assert cells(day)["10:00"] == (25, 1)


def test_each_column_may_be_cut_at_other_times():
    first, second = column(entry("10:00", 45)), column(entry("10:15", 30))
    rows = {f"{row.begin:%H:%M}": row for row in rows_of([first, second], 30)}
    assert rows["10:15"].cells[0] is None and rows["10:15"].cells[1].entries
    assert rows["10:15"].cells[1].rows == 2
    assert rows["10:00"].cells[0].rows == 3


def test_where_nobody_works_is_told_to_the_minute():
    day = column(works=[(time(9, 15), time(12))])
    found = [row.cells[0] for row in rows_of([day], 30) if row.cells[0]]
    states = {f"{cell.begin:%H:%M}": cell.is_closed for cell in found}
    assert (states["09:00"], states["09:15"], states["11:30"]) == (True, False, False)
    assert states["12:00"]
    # A patient can be asked to come all the same.
    assert "12:00" in offered(day)


def test_nobodys_appointments_offer_no_time():
    day = column(entry("10:00", 45), works=[], practitioner=False)
    assert not offered(day)
    assert not any(row.cells[0].is_closed for row in rows_of([day], 30) if row.cells[0])


def test_the_day_reaches_from_the_first_to_the_last_that_is_on_it():
    early, late = column(entry("07:10", 30)), column(works=[(time(12), time(20, 15))])
    times = [begin for begin, _rows in headings([early, late])]
    assert (times[0], times[-1]) == ("07:00", "20:00")


@pytest.mark.parametrize("step", [15, 30, 60])
def test_a_day_without_anybody_is_one_of_usual_length(step):
    assert sum(row.minutes for row in rows_of([], step)) == 8 * 60


def test_an_entry_over_midnight_ends_with_the_day():
    before, after = column(entry("23:30", 60)), column(entry("23:30", 60, DAY - timedelta(days=1)))
    assert cells(before)["23:30"] == (30, 1)
    assert cells(after)["00:00"] == (30, 1)


@pytest.mark.parametrize("day", [CLOCKS_GO_FORWARD, CLOCKS_GO_BACK])
def test_the_day_on_which_clocks_change_is_as_the_clocks_show_it(day):
    of = column(entry("10:00", 45, day), day=day)
    assert cells(of)["10:00"] == (45, 1)


def test_what_clocks_leave_out_and_show_twice_keeps_its_place():
    forward = column(entry("00:30", 60, CLOCKS_GO_FORWARD), day=CLOCKS_GO_FORWARD)
    # From half past twelve to half past two: the hour between is none.
    assert cells(forward)["00:30"] == (120, 1)
    back = column(entry("01:45", 30, CLOCKS_GO_BACK), day=CLOCKS_GO_BACK)
    # It ends at a quarter past one, of which there are two.
    assert cells(back)["01:45"] == (5, 1)


SPANS = st.lists(st.tuples(st.integers(0, 287), st.integers(1, 40)), max_size=12)
HOURS = st.lists(st.integers(0, 95), max_size=6, unique=True).map(sorted)


@given(
    days=st.lists(st.tuples(SPANS, HOURS), max_size=4),
    step=st.sampled_from([15, 30, 60]),
    day=st.sampled_from([DAY, CLOCKS_GO_FORWARD, CLOCKS_GO_BACK]),
)
def test_every_column_fills_the_table_and_shows_each_entry_once(days, step, day):
    columns = []
    for spans, hours in days:
        quarters = [time(each // 4, each % 4 * 15) for each in hours]
        works = list(zip(quarters[::2], quarters[1::2], strict=False))
        begin = datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())
        entries = [
            Entry(begin + timedelta(minutes=5 * at), begin + timedelta(minutes=5 * (at + length)))
            for at, length in spans
        ]
        columns.append(column(*entries, works=works, day=day))
    rows = rows_of(columns, step)
    assert sum(row.heading_rows for row in rows) == len(rows)
    assert all(0 < row.minutes <= step for row in rows)
    for number, each in enumerate(columns):
        reached, shown = 0, []
        for place, row in enumerate(rows):
            cell = row.cells[number]
            assert (cell is not None) == (place == reached)
            if cell:
                reached += cell.rows
                shown += cell.entries
        assert reached == len(rows)
        assert shown == each.entries


# --- As a list -----------------------------------------------------------------------------------


def told(of: Column) -> list[str]:
    return [
        f"{line.begin:%H:%M}-{line.end:%H:%M}" if isinstance(line, Free) else "entry"
        for line in lines_of(of)
    ]


def test_the_list_has_what_is_on_the_day_and_what_is_free():
    day = column(entry("10:00", 45), works=[(time(9), time(12)), (time(13), time(17))])
    assert told(day) == ["09:00-10:00", "entry", "10:45-12:00", "13:00-17:00"]


def test_the_list_leaves_out_gaps_that_are_too_short():
    day = column(entry("09:10", 40), entry("10:00", 115), works=[(time(9), time(12))])
    assert told(day) == ["entry", "entry"]


def test_what_is_outside_of_the_hours_is_in_the_list_as_well():
    day = column(entry("08:00", 90), entry("18:00", 30), works=[(time(9), time(10))])
    assert told(day) == ["entry", "09:30-10:00", "entry"]


def test_a_day_off_has_nothing_free():
    assert told(column(works=[])) == []
