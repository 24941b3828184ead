"""When practitioners are free: from plain values, without a database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from .appointments import CELL, cells_between
from .schedules import PractitionerSchedule

A_DAY = timedelta(days=1)
# (from, to): wall clock times of one day.
Stretch = tuple[time, time]


@dataclass(frozen=True)
class Diary:
    """What a practitioner's free time depends on.

    working_hours, exceptions: as WorkingHours and ScheduleException. taken: the beginnings of
    taken cells, in UTC.
    """

    schedule: PractitionerSchedule
    working_hours: Iterable
    exceptions: Iterable = ()
    taken: frozenset[datetime] = frozenset()

    def is_taken(self, begin: datetime, end: datetime) -> bool:
        """Also where the pause afterwards is."""
        pause = timedelta(minutes=self.schedule.buffer_minutes)
        return not self.taken.isdisjoint(cells_between(begin, end + pause))


@dataclass(frozen=True)
class Rules:
    """What holds for all practitioners of a clinic.

    earliest: aware, the end of the shortest notice. last_day: in the clinic's zone. special_days:
    as SpecialDay.
    """

    zone: tzinfo
    earliest: datetime
    last_day: date
    step: timedelta = timedelta(minutes=30)
    special_days: Iterable = ()

    @property
    def first_day(self) -> date:
        return self.earliest.astimezone(self.zone).date()


@dataclass(frozen=True, order=True)
class FreeTime:
    """starts_at: in UTC. schedules: of those who are free then, as they came."""

    starts_at: datetime
    minutes: int = field(compare=False)
    schedules: tuple[PractitionerSchedule, ...] = field(compare=False, default=())

    @property
    def value(self) -> str:
        """Stands for it in a form: the seconds since 1970."""
        return str(int(self.starts_at.timestamp()))

    @property
    def practitioners(self) -> list:
        return [schedule.practitioner for schedule in self.schedules]


def free_times(
    diaries: Iterable[Diary], minutes: int, rules: Rules, first: date, last: date
) -> Iterator[tuple[date, list[FreeTime]]]:
    """Each day from `first` to `last` that has free times, with these in order.

    minutes: how long one stays. Days are the clinic's; the rules narrow them.
    """
    diaries = list(diaries)
    day, last = max(first, rules.first_day), min(last, rules.last_day)
    while day <= last:
        if times := free_on(day, diaries, minutes, rules):
            yield day, times
        day += A_DAY


def free_on(day: date, diaries: Iterable[Diary], minutes: int, rules: Rules) -> list[FreeTime]:
    moments = [each for each in grid(day, rules.step, rules.zone) if each >= rules.earliest]
    length = timedelta(minutes=minutes)
    free: dict[datetime, list] = {}
    for diary in diaries:
        stretches = stretches_on(day, diary, rules.special_days)
        for begin in moments if stretches else ():
            end = begin + length
            if not diary.is_taken(begin, end) and _works(begin, end, day, stretches, rules.zone):
                free.setdefault(begin, []).append(diary.schedule)
    return sorted(FreeTime(begin, minutes, tuple(who)) for begin, who in free.items())


def grid(day: date, step: timedelta, zone: tzinfo) -> Iterator[datetime]:
    """The moments, in UTC, at which the wall clock of the zone shows a multiple of `step`.

    Where the clocks go forward, a time that they leave out is none. Where they go back, one that
    they show twice is the first.
    """
    wall = datetime.combine(day, time.min)
    while wall.date() == day:
        moment = wall.replace(tzinfo=zone).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None) == wall:
            yield moment
        wall += step


def _works(
    begin: datetime, end: datetime, day: date, stretches: list[Stretch], zone: tzinfo
) -> bool:
    """Where the wall clock jumps in between, looked at cell by cell."""
    if begin.astimezone(zone).utcoffset() == end.astimezone(zone).utcoffset():
        return _is_within(begin, end, day, stretches, zone)
    return all(
        _is_within(cell, min(cell + CELL, end), day, stretches, zone)
        for cell in cells_between(begin, end)
    )


def _is_within(
    begin: datetime, end: datetime, day: date, stretches: list[Stretch], zone: tzinfo
) -> bool:
    """begin, end: in between no clocks change. They never do within a cell."""
    first = begin.astimezone(zone).replace(tzinfo=None)
    last = first + (end - begin)
    return first.date() == last.date() == day and any(
        opens <= first.time() and last.time() <= closes for opens, closes in stretches
    )


def stretches_on(day: date, diary: Diary, special_days: Iterable) -> list[Stretch]:
    """When the practitioner works on that day: in order, and apart.

    Exceptions take the place of the weekly hours. On a special day nobody works outside of the
    clinic's hours of that day.
    """
    exceptions = [row for row in diary.exceptions if _covers(row, day)]
    weekly = [row for row in diary.working_hours if row.weekday == day.isoweekday()]
    own = _stretches(exceptions if exceptions else weekly)
    special = [row for row in special_days if _covers(row, day)]
    return list(_in_both(own, _stretches(special))) if special else own


def _covers(row, day: date) -> bool:
    return row.first_day <= day <= (row.last_day or row.first_day)


def _stretches(rows: Iterable) -> list[Stretch]:
    """In order; those that touch or overlap are one."""
    found: list[Stretch] = []
    for opens, closes in sorted((row.opens, row.closes) for row in rows if row.opens):
        if found and opens <= found[-1][1]:
            opens, closes = found[-1][0], max(closes, found.pop()[1])
        found.append((opens, closes))
    return found


def _in_both(some: list[Stretch], others: list[Stretch]) -> Iterator[Stretch]:
    for begin, end in some:
        for opens, closes in others:
            if max(begin, opens) < min(end, closes):
                yield max(begin, opens), min(end, closes)
