"""The names of the calendar's addresses."""

from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

CALENDAR = "clinic_booking_calendar:calendar"
DAY_LIST = "clinic_booking_calendar:day_list"
NEW = "clinic_booking_calendar:new"
BLOCK = "clinic_booking_calendar:block"
UNBLOCK = "clinic_booking_calendar:unblock"


def address_of_day(day: date, of: str = CALENDAR) -> str:
    return f"{reverse(of)}?{urlencode({'day': day})}"
