"""When practitioners are free: from plain values, without a database."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
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

    schedule: None for the clinic's own hours. working_hours, exceptions: as WorkingHours and
    ScheduleException. taken: (from, to) in UTC, in order and apart.
    """

    schedule: PractitionerSchedule | None
    working_hours: Iterable
    exceptions: Iterable = ()
    taken: Sequence[tuple[datetime, datetime]] = ()

    @property
    def says_something(self) -> bool:
        return bool(self.working_hours or self.exceptions)

    def is_taken(self, begin: datetime, end: datetime) -> bool:
        """Also where the pause afterwards is."""
        pause = timedelta(minutes=self.schedule.buffer_minutes)
        before = bisect_left(self.taken, (end + pause,))
        return before > 0 and self.taken[before - 1][1] > begin


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
    at_work = [(diary, stretches_on(day, diary, rules.special_days)) for diary in diaries]
    if not any(stretches for _diary, stretches in at_work):
        return []
    moments = [each for each in grid(day, rules.step, rules.zone) if each >= rules.earliest]
    length = timedelta(minutes=minutes)
    on_the_wall = {begin: _on_the_wall(begin, begin + length, rules.zone) for begin in moments}
    free: dict[datetime, list] = {}
    for diary, stretches in at_work:
        for begin, wall in on_the_wall.items() if stretches else ():
            if _works(wall, day, stretches) and not diary.is_taken(begin, begin + length):
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


def _on_the_wall(begin: datetime, end: datetime, zone: tzinfo) -> list[tuple[datetime, datetime]]:
    """What the wall clock shows from `begin` to `end`. Where it jumps in between, cell by cell:
    within a cell it never does."""
    if begin.astimezone(zone).utcoffset() == end.astimezone(zone).utcoffset():
        pieces = [(begin, end)]
    else:
        pieces = [(cell, min(cell + CELL, end)) for cell in cells_between(begin, end)]
    walls = (piece[0].astimezone(zone).replace(tzinfo=None) for piece in pieces)
    return [(wall, wall + (to - since)) for wall, (since, to) in zip(walls, pieces, strict=True)]


def is_within(
    begin: datetime, end: datetime, day: date, stretches: list[Stretch], zone: tzinfo
) -> bool:
    """Whether it all lies in one of that day's stretches; begin, end: aware."""
    return _works(_on_the_wall(begin, end, zone), day, stretches)


def _works(wall: list[tuple[datetime, datetime]], day: date, stretches: list[Stretch]) -> bool:
    return all(
        first.date() == last.date() == day
        and any(opens <= first.time() and last.time() <= closes for opens, closes in stretches)
        for first, last in wall
    )


def stretches_on(day: date, diary: Diary, special_days: Iterable) -> list[Stretch]:
    """When the practitioner works on that day: in order, and apart.

    Exceptions take the place of the weekly hours. On a special day nobody works outside of the
    clinic's hours of that day.
    """
    exceptions = [row for row in diary.exceptions if covers(row, day)]
    weekly = [row for row in diary.working_hours if row.weekday == day.isoweekday()]
    own = _stretches(exceptions if exceptions else weekly)
    special = [row for row in special_days if covers(row, day)]
    return list(_in_both(own, _stretches(special))) if special else own


def is_worked(
    begin: datetime, end: datetime, diary: Diary | None, clinic: Diary, zone: tzinfo
) -> bool:
    """Whether it lies within the practitioner's hours, or within the clinic's where these are not
    known; where neither are, always. clinic: with its special days as exceptions."""
    day = begin.astimezone(zone).date()
    return not clinic_or(diary, clinic).says_something or is_within(
        begin, end, day, hours_on(day, diary, clinic), zone
    )


def hours_on(day: date, diary: Diary | None, clinic: Diary) -> list[Stretch]:
    """As `is_worked`."""
    known = clinic_or(diary, clinic)
    return stretches_on(day, known, () if known is clinic else clinic.exceptions)


def clinic_or(diary: Diary | None, clinic: Diary) -> Diary:
    return diary if diary and diary.says_something else clinic


def covers(row, day: date) -> bool:
    """row: as OtherHours."""
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
