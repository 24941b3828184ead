"""What is on the days of practitioners, read from the database: the same number of queries for any
number of days, practitioners and appointments."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ...lib.dates import midnight
from ...pages.clinic import ClinicSettings
from ...pages.practitioners import PractitionerPage
from ..desk.states import can_book, has_begun
from ..request.models import BookingRequest
from ..roles import WORK, practitioners_of, requests_of
from ..times.free_times import A_DAY, Diary, Stretch, stretches_on
from ..times.models import Appointment, BlockedTime
from ..times.offer import diaries_of

Attendance = Appointment.Attendance

BLOCKED, HELD, AGREED = "blocked", "held", "agreed"
# {kind of an entry: in words}
KINDS = {
    BLOCKED: _("Blocked"),
    HELD: _("Held"),
    AGREED: _("Agreed"),
    Attendance.CAME: Attendance.CAME.label,
    Attendance.NO_SHOW: Attendance.NO_SHOW.label,
}
# What the calendar shows of a request: a name is opened only where it is written down.
SHOWN = [
    *("reference", "name", "phone", "status", "version", "therapy__title"),
    *(f"appointment__{name}" for name in ("starts_at", "ends_at", "is_agreed", "attendance")),
    "appointment__cancelled_at",
    *(f"appointment__practitioner__{name}" for name in ("title", "translation_key", "slug")),
]


@dataclass(frozen=True)
class Entry:
    """The appointment of a request, or a blocked time: the other is None. Moments are in UTC."""

    starts_at: datetime
    ends_at: datetime
    request: BookingRequest | None = None
    blocked: BlockedTime | None = None

    @property
    def practitioner(self) -> PractitionerPage | None:
        return self.blocked.practitioner if self.blocked else self.request.appointment.practitioner

    @property
    def kind(self) -> str:
        """One of KINDS."""
        if self.blocked:
            return BLOCKED
        appointment = self.request.appointment
        return (appointment.attendance or AGREED) if appointment.is_agreed else HELD

    @property
    def kind_in_words(self) -> str:
        return KINDS[self.kind]

    @property
    def can_move(self) -> bool:
        return self.request is not None and can_book(self.request)

    @property
    def has_begun(self) -> bool:
        """Whether it can be said that the patient came, or did not."""
        return self.request is not None and has_begun(self.request)


@dataclass(frozen=True)
class Column:
    """A practitioner's day. works: wall clock times, in order; empty for a day off, and where no
    hours are known. is_away: whether it would be a working day, but for an exception.
    practitioner: None for the appointments of which nobody is decided."""

    day: date
    practitioner: PractitionerPage | None
    works: list[Stretch] = field(default_factory=list)
    has_hours: bool = False
    is_away: bool = False
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.works and not self.entries


def people(site, user) -> list[PractitionerPage]:
    """Whose days `user` may see: those of this site, or their own; one page for each person."""
    if user.has_perm(WORK):
        found = PractitionerPage.objects.live().descendant_of(site.root_page)
    else:
        found = practitioners_of(user)
    return one_for_each(found)


def one_for_each(pages: QuerySet[PractitionerPage]) -> list[PractitionerPage]:
    """In the order of the team's page; the first of somebody's pages in several languages."""
    by_person: dict = {}
    for page in pages.order_by("path").only("title", "translation_key", "slug"):
        by_person.setdefault(page.translation_key, page)
    return list(by_person.values())


def columns(
    days: list[date],
    practitioners: list[PractitionerPage],
    clinic: ClinicSettings,
    user,
    *,
    are_all: bool = False,
) -> list[Column]:
    """A column for each practitioner on each day, in order. Five queries.

    are_all: whether these are all whom `user` may see. Then who has left gets columns where there
    are appointments still, as have appointments with nobody; and who has neither hours nor entries
    gets none.
    """
    entries = _entries(days, practitioners, user, are_all=are_all)
    known = {page.translation_key: page for page in practitioners}
    if are_all:
        known |= {key: page for key, page in _owners(entries).items() if key not in known}
    diaries = diaries_of(known)
    special_days = list(clinic.special_days.all()) if clinic.pk else []
    found = [
        _column(day, page, diaries.get(key), special_days, entries[day, key])
        for day in days
        for key, page in known.items()
    ]
    return _without_idle(found) if are_all and diaries else found


def _without_idle(found: list[Column]) -> list[Column]:
    """Pages of those who do not treat here, such as reviewers, are practitioners' pages, too."""
    return [column for column in found if column.has_hours or column.entries]


def _owners(entries: dict) -> dict:
    """{translation key or None: page, None for nobody's}, nobody's last."""
    owners = {key: found[0].practitioner for (_day, key), found in entries.items() if found}
    return dict(sorted(owners.items(), key=lambda owner: owner[0] is None))


def _column(day, page, diary: Diary | None, special_days, entries: list[Entry]) -> Column:
    if diary is None:
        return Column(day, page, entries=entries)
    works = stretches_on(day, diary, special_days)
    usual = Diary(diary.schedule, diary.working_hours)
    is_away = not works and bool(stretches_on(day, usual, special_days))
    return Column(day, page, works, True, is_away, entries)


def _entries(days: list[date], practitioners: list[PractitionerPage], user, *, are_all) -> dict:
    """{(day, translation key or None): entries in order of time}. Two queries."""
    begin, end = midnight(days[0]), midnight(days[-1] + A_DAY)
    keys = [page.translation_key for page in practitioners]
    requests, blocked = booked_between(begin, end, user), blocked_between(begin, end)
    if not are_all:
        requests = requests.filter(appointment__practitioner__translation_key__in=keys)
    if not (are_all and user.has_perm(WORK)):
        blocked = blocked.filter(practitioner__translation_key__in=keys)
    found = [
        Entry(each.appointment.starts_at, each.appointment.ends_at, request=each)
        for each in requests
    ]
    found += [Entry(each.starts_at, each.ends_at, blocked=each) for each in blocked]
    placed = defaultdict(list)
    for entry in sorted(found, key=lambda entry: entry.starts_at):
        key = entry.practitioner and entry.practitioner.translation_key
        for day in days:
            if entry.starts_at < midnight(day + A_DAY) and midnight(day) < entry.ends_at:
                placed[day, key].append(entry)
    return placed


def booked_between(begin: datetime, end: datetime, user) -> QuerySet[BookingRequest]:
    """Those that `user` may see and that have a held or agreed time then, with it, in order."""
    found = requests_of(user).filter(
        # None is longer than a day: so few are looked at, however many there are.
        appointment__starts_at__gte=begin - A_DAY,
        appointment__starts_at__lt=end,
        appointment__ends_at__gt=begin,
        appointment__cancelled_at=None,
    )
    related = found.select_related("therapy", "appointment__practitioner").only(*SHOWN)
    return related.order_by("appointment__starts_at", "pk")


def blocked_between(begin: datetime, end: datetime) -> QuerySet[BlockedTime]:
    found = BlockedTime.objects.filter(
        starts_at__gte=begin - A_DAY, starts_at__lt=end, ends_at__gt=begin
    )
    return found.select_related("practitioner").only(
        *("starts_at", "ends_at", "reason", "practitioner__title"),
        *("practitioner__translation_key", "practitioner__slug"),
    )


def week_of(day: date) -> list[date]:
    """From Monday on."""
    monday = day - timedelta(days=day.weekday())
    return [monday + number * A_DAY for number in range(7)]
