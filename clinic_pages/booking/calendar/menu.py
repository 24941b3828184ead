"""The calendar in the admin's menu, and a practitioner's own day on the home page."""

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from ...pages.clinic import ClinicSettings
from ..roles import SEE_OWN, WORK, practitioners_of
from .entries import columns, one_for_each

CALENDAR = "clinic_booking_calendar:calendar"


class CalendarMenuItem(MenuItem):
    def is_shown(self, request):
        return any(map(request.user.has_perm, [WORK, SEE_OWN]))


class OwnDayPanel(Component):
    """Today's appointments of the practitioner who has signed in."""

    name = "clinic-own-day"
    order = 40
    template_name = "clinic_booking/calendar/own_day.html"

    def __init__(self, pages: list):
        self.pages = pages

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        today = timezone.localdate(timezone=timezone.get_default_timezone())
        clinic = ClinicSettings.of(Site.find_for_request(request))
        found = columns([today], self.pages, clinic, request.user)
        return {
            "columns": found,
            "today": today,
            "calendar": reverse(CALENDAR),
            "zone": timezone.get_default_timezone(),
        }


def add_panel(request, panels) -> None:
    user = request.user
    if any(map(user.has_perm, [WORK, SEE_OWN])) and (pages := one_for_each(practitioners_of(user))):
        panels.append(OwnDayPanel(pages))
