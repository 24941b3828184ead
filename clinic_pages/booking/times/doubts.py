"""What speaks against a time that the reception chooses. Nothing of it is forbidden."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.dateformat import time_format
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _

from ...pages.clinic import ClinicSettings
from ...pages.practitioners import PractitionerPage
from ...pages.therapies import TherapyPage
from .appointments import cells_between
from .free_times import Stretch, clinic_or, covers, hours_on, is_worked
from .models import Appointment, TakenCell
from .offer import diary_of, diary_of_clinic
from .schedules import PractitionerSchedule

# That there is less than the usual pause. Whoever takes such a time shortens pauses.
TOO_CLOSE = "too close"


@dataclass(frozen=True)
class Doubt:
    """text: a sentence for the reception."""

    code: str
    text: str


def doubts_about(
    begin: datetime,
    minutes: int,
    clinic: ClinicSettings,
    practitioner: PractitionerPage | None = None,
    therapy: TherapyPage | None = None,
    besides: Appointment | None = None,
) -> list[Doubt]:
    """begin: aware. besides: the appointment that is to have this time, and leaves its own.

    That somebody else has the time is no doubt: `take` refuses it.
    """
    end = begin.astimezone(UTC) + timedelta(minutes=minutes)
    schedule = _schedule_of(practitioner) if practitioner else None
    found = [_about_hours(begin, end, clinic, schedule)]
    if practitioner:
        found.append(_about_pauses(begin, end, practitioner, schedule, besides))
        found.append(_about_therapy(practitioner, therapy))
    return [doubt for doubt in found if doubt]


def _schedule_of(practitioner: PractitionerPage) -> PractitionerSchedule | None:
    """At the page in whatever language."""
    found = PractitionerSchedule.objects.select_related("practitioner")
    return found.filter(practitioner__translation_key=practitioner.translation_key).first()


# --- Hours ---------------------------------------------------------------------------------------


def _about_hours(
    begin: datetime, end: datetime, clinic: ClinicSettings, schedule: PractitionerSchedule | None
) -> Doubt | None:
    zone = timezone.get_default_timezone()
    day = begin.astimezone(zone).date()
    house, own = diary_of_clinic(clinic), diary_of(schedule) if schedule else None
    if is_worked(begin, end, own, house, zone):
        return None
    if any(covers(row, day) and not row.opens for row in house.exceptions):
        return Doubt("closed", _("The clinic is closed on that day."))
    name = schedule.practitioner.title if clinic_or(own, house) is own else ""
    stretches = hours_on(day, own, house)
    if name and not stretches and any(covers(row, day) for row in own.exceptions):
        return Doubt("away", _("%(name)s is away on that day.") % {"name": name})
    return _outside(name, day, stretches)


def _outside(name: str, day: date, stretches: list[Stretch]) -> Doubt:
    words = {"name": name, "hours": _in_words(stretches), "day": date_format(day, "l")}
    if name and stretches:
        text = _("%(name)s works at other times on that day: %(hours)s")
    elif name:
        text = _("%(name)s does not work on a %(day)s.")
    elif stretches:
        text = _("The clinic is open at other times on that day: %(hours)s")
    else:
        text = _("The clinic is not open on a %(day)s.")
    return Doubt("outside hours", text % words)


def _in_words(stretches: list[Stretch]) -> str:
    clock = get_format("TIME_FORMAT")
    spans = [
        f"{time_format(opens, clock)}–{time_format(closes, clock)}" for opens, closes in stretches
    ]
    return ", ".join(spans)


# --- Pauses and therapies ------------------------------------------------------------------------


def _about_pauses(
    begin: datetime, end: datetime, practitioner, schedule, besides: Appointment | None
) -> Doubt | None:
    pause = timedelta(minutes=schedule.buffer_minutes if schedule else 0)
    in_it = Q(starts_at__in=list(cells_between(begin, end)), is_pause=True)
    after_it = Q(starts_at__in=[each for each in cells_between(end, end + pause) if each >= end])
    cells = TakenCell.objects.filter(in_it | after_it, person=practitioner.translation_key)
    others = cells.exclude(appointment=besides) if besides else cells
    if not others.exists():
        return None
    text = _("There is less than the usual pause between this and another appointment.")
    return Doubt(TOO_CLOSE, text)


def _about_therapy(practitioner: PractitionerPage, therapy: TherapyPage | None) -> Doubt | None:
    """In whatever language the page of either is."""
    if therapy is None:
        return None
    practised = set(
        practitioner.practised_therapies.values_list("therapy__translation_key", flat=True)
    )
    if not practised or therapy.translation_key in practised:
        return None
    text = _("%(name)s does not offer %(therapy)s, as the page of the team says.")
    return Doubt("therapy", text % {"name": practitioner.title, "therapy": therapy.title})
