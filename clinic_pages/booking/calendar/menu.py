"""The calendar in the admin's menu, and the day on the home page: all of it, or one's own."""

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from ...lib.error_reports import NoValues
from ...lib.sites import site_or_default
from ...pages.clinic import ClinicSettings
from ..roles import SEE_OWN, WORK, practitioners_of
from .addresses import CALENDAR, DAY_LIST, address_of_day
from .entries import columns, one_for_each, people

# So many appointments stand on the first page.
MOST = 30


class CalendarMenuItem(MenuItem):
    def is_shown(self, request):
        return any(map(request.user.has_perm, [WORK, SEE_OWN]))


class DayPanel(Component):
    """Today's appointments."""

    def get_context_data(self, parent_context):
        request, zone = parent_context["request"], timezone.get_default_timezone()
        request.exception_reporter_filter = NoValues()
        today, site = timezone.localdate(timezone=zone), Site.find_for_request(request)
        columns = self.columns(today, site, request.user)
        return {"columns": columns, "today": today, "calendar": reverse(CALENDAR), "zone": zone}


class OwnDayPanel(DayPanel):
    """Of the practitioner who has signed in."""

    name = "clinic-own-day"
    order = 40
    template_name = "clinic_booking/calendar/own_day.html"

    def __init__(self, pages: list):
        self.pages = pages

    def columns(self, today, site, user):
        return columns([today], self.pages, ClinicSettings.of(site), user)


class ReceptionDayPanel(DayPanel):
    """Of all, from now on: what is over the calendar shows."""

    name = "clinic-reception-day"
    order = 55
    template_name = "clinic_booking/calendar/reception_day.html"

    def columns(self, today, site, user):
        site = site_or_default(site)
        return columns([today], people(site, user), ClinicSettings.of(site), user, are_all=True)

    def get_context_data(self, parent_context):
        context, now = super().get_context_data(parent_context), timezone.now()
        entries = [entry for column in context["columns"] for entry in column.entries]
        coming = [entry for entry in entries if entry.ends_at > now and entry.request]
        coming.sort(key=lambda entry: entry.starts_at)
        is_over = len([entry for entry in entries if entry.request]) - len(coming)
        return context | {
            "entries": coming[:MOST],
            "others": max(0, len(coming) - MOST),
            "over": is_over,
            "print": address_of_day(context["today"], of=DAY_LIST),
        }


def add_panel(request, panels) -> None:
    user = request.user
    if user.has_perm(WORK):
        panels.append(ReceptionDayPanel())
    if any(map(user.has_perm, [WORK, SEE_OWN])) and (pages := one_for_each(practitioners_of(user))):
        panels.append(OwnDayPanel(pages))
