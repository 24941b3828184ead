"""When something is, as people say it: with the weekday, by which one notices a mistake; and when a
day begins."""

import re
from datetime import UTC, date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _

# "SHORT_DATETIME_FORMAT": as the language has it.
OF_THE_LANGUAGE = re.compile(r"[A-Z_]+_FORMAT")


def day_and_time(moment: datetime) -> str:
    """ "Thursday, 26 Nov 2026, 10 a.m.", in the active language and time zone."""
    return _("%(day)s, %(time)s") % {"day": day_of(moment), "time": time_of(moment)}


def day_of(moment: datetime) -> str:
    # Translators: letters of Django's "date" filter; DATE_FORMAT stands for the language's own.
    return _written(moment, _("l, DATE_FORMAT"))


def time_of(moment: datetime) -> str:
    # Translators: letters of Django's "date" filter; TIME_FORMAT stands for the language's own.
    return _written(moment, _("TIME_FORMAT"))


def short_day_and_time(moment: datetime) -> str:
    """ "Thu, 26/11/2026 10 a.m.", for lists."""
    # Translators: letters of Django's "date" filter, as short as can be.
    return _written(moment, _("D, SHORT_DATETIME_FORMAT"))


def midnight(day: date) -> datetime:
    """At which the day of the site's own clocks (TIME_ZONE) begins, in UTC."""
    zone = timezone.get_default_timezone()
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def _written(moment: datetime, letters: str) -> str:
    letters = OF_THE_LANGUAGE.sub(lambda name: get_format(name[0]), letters)
    return date_format(timezone.localtime(moment), letters)
