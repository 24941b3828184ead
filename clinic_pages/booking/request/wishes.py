"""The times that suit a patient: which can be wished for, and in words."""

from collections.abc import Iterable
from datetime import datetime, time

from django.utils.translation import gettext as _

from ...pages.hours import Weekday
from .models import BookingRequest, PartOfDay

# Until when each part of a day lasts, by the clinic's clocks.
ENDS = {
    PartOfDay.MORNING: time(12),
    PartOfDay.AFTERNOON: time(17),
    PartOfDay.EVENING: time.max,
}


def days_of(hours: Iterable) -> set[int]:
    """The weekdays on which there are any of these hours: rows such as WeeklyHours."""
    return {row.weekday for row in hours}


def parts_of(hours: Iterable) -> set[str]:
    """The parts of the day in which there are any of these hours, on whatever day."""
    found, begins, hours = set(), time.min, list(hours)
    for part, ends in ENDS.items():
        if any(row.opens < ends and row.closes > begins for row in hours):
            found.add(part.value)
        begins = ends
    return found


def suits(request: BookingRequest, moment: datetime) -> bool:
    """Whether the patient has wished for such a time. moment: by the clinic's clocks."""
    part = next(part for part, ends in ENDS.items() if moment.time() < ends)
    is_right_day = not request.days or moment.isoweekday() in request.days
    return is_right_day and (not request.parts_of_day or part in request.parts_of_day)


def when_it_suits(request: BookingRequest) -> str:
    """ "Monday, Friday: Morning, Evening"; where nothing was chosen, as soon as possible."""
    days = ", ".join(str(Weekday(day).label) for day in request.days)
    parts = ", ".join(str(PartOfDay(part).label) for part in request.parts_of_day)
    if not days and not parts:
        return _("As soon as possible")
    return ": ".join([days or _("Any day"), *([parts] if parts else [])])
