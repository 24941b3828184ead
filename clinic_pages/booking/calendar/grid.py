"""Days as the rows of a table: what stands in each cell, and how many rows it takes.

Everything is laid out by the wall clock, in minutes since midnight. A row begins wherever anything
does, so that each appointment is as high as it is long.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import pairwise

from django.utils import timezone

from .entries import AGREED, Column, Entry

# Always shown, so that the days look alike.
USUAL_DAY = (9 * 60, 17 * 60)
# A shorter gap is not offered.
SHORTEST_GAP = 15
# What nobody sees a difference of: times go in such steps.
FINEST = 5
MIDNIGHT = 24 * 60


@dataclass(frozen=True)
class Cell:
    """rows: that it takes. entries: several where they overlap, empty where nothing is. is_closed:
    whether the practitioner does not work then."""

    column: Column
    begin: time
    minutes: int
    rows: int
    entries: list[Entry] = field(default_factory=list)
    is_closed: bool = False

    @property
    def has_room(self) -> bool:
        """For more than a time and a name. A word for its state takes room as well."""
        needed = 30 if all(entry.kind == AGREED for entry in self.entries) else 60
        return self.minutes >= needed * len(self.entries)

    @property
    def is_offered(self) -> bool:
        is_free = not self.entries and self.column.practitioner is not None
        return is_free and self.minutes >= SHORTEST_GAP


@dataclass(frozen=True)
class Row:
    """heading_rows: how many rows its time stands beside, 0 where the one above reaches down.
    cells: one for each column, None where one from above reaches down."""

    begin: time
    minutes: int
    heading_rows: int
    cells: list[Cell | None]


@dataclass(frozen=True)
class Free:
    """A stretch of free working time."""

    begin: time
    end: time


# (begin, end, entries)
Segment = tuple[int, int, list[Entry]]


def rows_of(columns: list[Column], step: int) -> list[Row]:
    """step: minutes from one time beside the table to the next."""
    first, last = _reach(columns, step)
    segments = [list(_segments(column, first, last, step)) for column in columns]
    lines = set(range(first, last + 1, step))
    starts = sorted(lines | {begin for each in segments for begin, _end, _entries in each})
    numbers = {minute: number for number, minute in enumerate(starts)}
    by_column = [
        {begin: _cell(column, begin, end, entries, numbers) for begin, end, entries in each}
        for column, each in zip(columns, segments, strict=True)
    ]
    return [
        Row(
            _wall(begin),
            end - begin,
            numbers[begin + step] - numbers[begin] if begin in lines else 0,
            [cells.get(begin) for cells in by_column],
        )
        for begin, end in pairwise(starts)
    ]


def _reach(columns: list[Column], step: int) -> tuple[int, int]:
    """From the first working hour or entry to the last, in whole steps."""
    spans = [USUAL_DAY]
    for column in columns:
        spans += _working(column)
        spans += [minutes_on(column.day, entry) for entry in column.entries]
    first, last = min(begin for begin, _end in spans), max(end for _begin, end in spans)
    return first // step * step, -(-last // step) * step


def _segments(column: Column, first: int, last: int, step: int) -> Iterator[Segment]:
    """The column from top to bottom, without a hole. Free time is cut at each step, and where the
    practitioner begins or ends to work."""
    cuts = set(range(first, last + 1, step)) | {each for span in _working(column) for each in span}
    reached = first
    for begin, end, entries in _together(column):
        yield from _free(reached, begin, cuts)
        yield begin, end, entries
        reached = end
    yield from _free(reached, last, cuts)


def _together(column: Column) -> list[Segment]:
    """The entries in order; those that overlap are one segment."""
    found: list[Segment] = []
    for entry in column.entries:
        begin, end = minutes_on(column.day, entry)
        if found and begin < found[-1][1]:
            begin, reached, entries = found.pop()
            found.append((begin, max(reached, end), [*entries, entry]))
        else:
            found.append((begin, end, [entry]))
    return found


def _free(begin: int, end: int, cuts: set[int]) -> Iterator[Segment]:
    inner = sorted(cut for cut in cuts if begin < cut < end)
    if begin < end:
        yield from ((start, stop, []) for start, stop in pairwise([begin, *inner, end]))


def _cell(column: Column, begin: int, end: int, entries: list[Entry], numbers: dict) -> Cell:
    is_working = any(opens <= begin and end <= closes for opens, closes in _working(column))
    is_closed = column.practitioner is not None and not is_working
    rows = numbers[end] - numbers[begin]
    return Cell(column, _wall(begin), end - begin, rows, entries, is_closed)


def lines_of(column: Column) -> list[Entry | Free]:
    """The day in order: what is on it, and what of the working time is free."""
    lines = [(minutes_on(column.day, entry)[0], entry) for entry in column.entries]
    for opens, closes in _working(column):
        reached = opens
        for begin, end, _entries in [*_together(column), (closes, closes, [])]:
            if min(begin, closes) - reached >= SHORTEST_GAP:
                lines.append((reached, Free(_wall(reached), _wall(min(begin, closes)))))
            reached = max(reached, end)
    return [line for _begin, line in sorted(lines, key=lambda line: line[0])]


def minutes_on(day: date, entry: Entry) -> tuple[int, int]:
    """(begin, end) of what of it is on that day, at least one step long: where clocks go back, an
    end may be before its beginning."""
    begin, end = _minute(day, entry.starts_at), _minute(day, entry.ends_at)
    begin = min(begin // FINEST * FINEST, MIDNIGHT - FINEST)
    return begin, max(-(-end // FINEST) * FINEST, begin + FINEST)


def _minute(day: date, moment: datetime) -> int:
    local = timezone.localtime(moment, timezone.get_default_timezone())
    if local.date() != day:
        return 0 if local.date() < day else MIDNIGHT
    return _since_midnight(local.time())


def _working(column: Column) -> list[tuple[int, int]]:
    return [(_since_midnight(opens), _since_midnight(closes)) for opens, closes in column.works]


def _since_midnight(wall: time) -> int:
    return wall.hour * 60 + wall.minute


def _wall(minute: int) -> time:
    """The last of a day for its end."""
    return time(minute // 60, minute % 60) if minute < MIDNIGHT else time.max
