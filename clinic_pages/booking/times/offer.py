"""The free times that a site offers, read from the database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Max, Min, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, Site

from ...lib.aliases import without_repeats
from ...lib.dates import midnight
from ...lib.sites import visited_front_of
from ...lib.visibility import public
from ...pages.clinic import ClinicSettings
from ...pages.practitioners import PractitionerPage
from ...pages.therapies import TherapyPage
from ..settings import BookingSettings
from .appointments import CELL
from .free_times import A_DAY, Diary, FreeTime, Rules, free_on, free_times
from .models import Appointment, TakenCell
from .schedules import PractitionerSchedule

# Where nobody has said how long a therapy takes.
DEFAULT_MINUTES = 60
# What a diary reads of a schedule.
OF_A_DIARY = ("working_hours", "exceptions")
# So far from the day that the reception asks for.
RECEPTION_LOOKS_AHEAD = 28 * A_DAY


@dataclass(frozen=True)
class Offer:
    """The times at which `minutes` are free in one of the diaries."""

    diaries: list[Diary]
    minutes: int
    rules: Rules

    def days(self, first: date | None, number: int) -> list[tuple[date, list[FreeTime]]]:
        """The first `number` days that have free times, from `first` (None: the earliest) on."""
        return list(islice(self.each_day(first), number))

    def each_day(self, first: date | None = None) -> Iterator[tuple[date, list[FreeTime]]]:
        first, last = first or date.min, self.rules.last_day
        return free_times(self.diaries, self.minutes, self.rules, first, last)

    def at(self, moment: datetime) -> FreeTime:
        """That time, with whoever is free then: nobody, if it is none of those offered."""
        day = moment.astimezone(self.rules.zone).date()
        is_offered = self.rules.first_day <= day <= self.rules.last_day
        on_that_day = free_on(day, self.diaries, self.minutes, self.rules) if is_offered else []
        found = (each for each in on_that_day if each.starts_at == moment)
        return next(found, FreeTime(moment, self.minutes))


def offer_to_visitor(
    site: Site,
    clinic: ClinicSettings,
    settings: BookingSettings,
    therapy: TherapyPage | None = None,
    practitioner: PractitionerPage | None = None,
) -> Offer:
    """None: any. The same number of queries for any number of days and practitioners."""
    minutes = (therapy and therapy.duration_minutes) or DEFAULT_MINUTES
    schedules = schedules_on(site, therapy, practitioner)
    return _offer(schedules, minutes, _visitors_rules(clinic, settings))


def offer_to_move(
    appointment: Appointment, clinic: ClinicSettings, settings: BookingSettings
) -> Offer:
    """Other times of the same practitioner, of the same length; its own time counts as free."""
    length = appointment.ends_at - appointment.starts_at
    key = appointment.practitioner and appointment.practitioner.translation_key
    schedules = PractitionerSchedule.objects.filter(practitioner__translation_key=key)
    rules = _visitors_rules(clinic, settings)
    return _offer(schedules, length // timedelta(minutes=1), rules, besides=appointment)


def offer_to_reception(
    site: Site,
    clinic: ClinicSettings,
    settings: BookingSettings,
    first_day: date,
    minutes: int,
    therapy: TherapyPage | None = None,
    practitioner: PractitionerPage | None = None,
    besides: Appointment | None = None,
) -> Offer:
    """As to visitors, but without notice, of four weeks from `first_day` on, whether or not
    visitors are offered any, and of those whose pages are private, too. The time of `besides`
    counts as free."""
    people = PractitionerPage.objects.live().descendant_of(site.root_page)
    earliest = max(timezone.now(), midnight(first_day))
    rules = _rules(clinic, settings, earliest, first_day + RECEPTION_LOOKS_AHEAD)
    return _offer(_schedules(people, therapy, practitioner), minutes, rules, besides)


def schedules_on(
    site: Site, therapy: TherapyPage | None = None, practitioner: PractitionerPage | None = None
) -> QuerySet:
    """The schedules of those whose pages visitors may see, in any of their languages."""
    return _schedules(visitors_choices(PractitionerPage, site), therapy, practitioner)


def _schedules(
    people: QuerySet, therapy: TherapyPage | None, practitioner: PractitionerPage | None
) -> QuerySet:
    """Who names no therapies may be booked for each. The pages may be in other languages."""
    if practitioner:
        people = people.filter(translation_key=practitioner.translation_key)
    if therapy:
        same = Q(practised_therapies__therapy__translation_key=therapy.translation_key)
        people = people.filter(same | Q(practised_therapies=None))
    keys = people.order_by().values("translation_key")
    return PractitionerSchedule.objects.filter(practitioner__translation_key__in=keys)


class WeeklyStretch(NamedTuple):
    """As WeeklyHours."""

    weekday: int
    opens: time
    closes: time


def working_hours_on(site: Site) -> list[WeeklyStretch] | None:
    """When anybody of `schedules_on(site)` works each week; None without any schedule."""
    names = (f"working_hours__{name}" for name in WeeklyStretch._fields)
    rows = set(schedules_on(site).values_list(*names))
    return [WeeklyStretch(*row) for row in rows if row[0]] if rows else None


def visitors_choices(model: type[Page], site: Site) -> QuerySet:
    """The published, public pages of the type on this site, each once, in the visitor's language,
    by name."""
    root = visited_front_of(site)
    pages = public(model.objects.live().descendant_of(root, inclusive=True))
    return without_repeats(pages).order_by("title")


def _offer(schedules, minutes: int, rules: Rules, besides: Appointment | None = None) -> Offer:
    rows = schedules.select_related("practitioner").order_by("practitioner__path")
    rows = list(rows.prefetch_related(*OF_A_DIARY))
    taken = _taken([row.practitioner.translation_key for row in rows], rules, besides)
    diaries = [diary_of(row, taken[row.practitioner.translation_key]) for row in rows]
    return Offer(diaries, minutes, rules)


def diary_of(schedule: PractitionerSchedule, taken=()) -> Diary:
    hours, exceptions = schedule.working_hours.all(), schedule.exceptions.all()
    return Diary(schedule, list(hours), list(exceptions), taken)


def diaries_of(people: Iterable[UUID]) -> dict[UUID, Diary]:
    """{translation key: whose, without what is taken}, of those with a schedule. Three queries."""
    rows = PractitionerSchedule.objects.filter(practitioner__translation_key__in=people)
    rows = rows.annotate(person=F("practitioner__translation_key"))
    return {row.person: diary_of(row) for row in rows.prefetch_related(*OF_A_DIARY)}


def diary_of_clinic(clinic: ClinicSettings) -> Diary:
    """Its own hours, with its special days as exceptions."""
    if not clinic.pk:
        return Diary(None, [])
    return Diary(None, list(clinic.opening_hours.all()), list(clinic.special_days.all()))


def _visitors_rules(clinic: ClinicSettings, settings: BookingSettings) -> Rules:
    now = timezone.now()
    today = timezone.localdate(now, timezone.get_default_timezone())
    earliest = now + timedelta(hours=settings.minimum_notice_hours)
    return _rules(clinic, settings, earliest, today + settings.days_ahead * A_DAY)


def _rules(
    clinic: ClinicSettings, settings: BookingSettings, earliest: datetime, last_day: date
) -> Rules:
    return Rules(
        zone=timezone.get_default_timezone(),
        earliest=earliest,
        last_day=last_day,
        step=timedelta(minutes=settings.step_minutes),
        special_days=list(clinic.special_days.all()) if clinic.pk else [],
    )


def _taken(
    people: Iterable[UUID], rules: Rules, besides: Appointment | None
) -> dict[UUID, list[tuple[datetime, datetime]]]:
    """{whose: what is taken}. One query of a row for each appointment and each blocked time: the
    cells of one touch."""
    cells = TakenCell.objects.filter(
        person__in=people,
        starts_at__gte=rules.earliest - CELL,
        starts_at__lt=datetime.combine(rules.last_day + 2 * A_DAY, datetime.min.time(), tzinfo=UTC),
    )
    if besides:
        cells = cells.exclude(appointment=besides)
    taken: dict[UUID, list] = defaultdict(list)
    owners = cells.values("person", "appointment", "blocked")
    ends = owners.annotate(Min("starts_at"), Max("starts_at"))
    for row in ends.order_by("starts_at__min"):
        taken[row["person"]].append((row["starts_at__min"], row["starts_at__max"] + CELL))
    return taken
