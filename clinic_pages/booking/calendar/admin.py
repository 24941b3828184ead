"""The calendar's addresses, its place in the menu, and its words in Wagtail's log."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ...lib.menu import entry
from .addresses import CALENDAR
from .menu import CalendarMenuItem, add_panel
from .steps import LOG_ACTIONS
from .views.changes import BlockView, NewView, UnblockView
from .views.days import CalendarView, DayListView

hooks.register("construct_homepage_panels", add_panel)


@hooks.register("register_admin_urls")
def register_admin_urls():
    urls = [
        path("", CalendarView.as_view(), name="calendar"),
        path("day-list/", DayListView.as_view(), name="day_list"),
        path("new/", NewView.as_view(), name="new"),
        path("block/", BlockView.as_view(), name="block"),
        path("unblock/<int:pk>/", UnblockView.as_view(), name="unblock"),
    ]
    return [path("clinic-pages/calendar/", include((urls, "clinic_booking_calendar")))]


@hooks.register("register_admin_menu_item")
def register_menu_item():
    # Just before the desk.
    options = {"name": entry("calendar"), "icon_name": "calendar-alt", "order": 89}
    return CalendarMenuItem(_("Calendar"), reverse(CALENDAR), **options)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, words in LOG_ACTIONS.items():
        actions.register_action(action, *words)
