"""The times that suit a patient, in words."""

from django.utils.translation import gettext as _

from ...pages.hours import Weekday
from .models import BookingRequest, PartOfDay


def when_it_suits(request: BookingRequest) -> str:
    """ "Monday, Friday: Morning, Evening"; where nothing was chosen, as soon as possible."""
    days = ", ".join(str(Weekday(day).label) for day in request.days)
    parts = ", ".join(str(PartOfDay(part).label) for part in request.parts_of_day)
    if not days and not parts:
        return _("As soon as possible")
    return ": ".join([days or _("Any day"), *([parts] if parts else [])])
