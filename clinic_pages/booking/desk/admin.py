"""The desk in the admin's menu, on its home page, and in Wagtail's log."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from ...pages.hours_form import WATCHERS
from . import (
    departures,  # noqa: F401
    mails,
    steps,
)
from .changed_hours import PatientsToTell
from .menu import add_panels
from .modeladmin import BookingDesk
from .views.base import stylesheet

modeladmin_register(BookingDesk)
hooks.register("construct_homepage_panels", add_panels)
WATCHERS.register("appointments", PatientsToTell())


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, words in (steps.LOG_ACTIONS | mails.LOG_ACTIONS).items():
        actions.register_action(action, *words)


# On every screen: the number in the menu is drawn by it.
@hooks.register("insert_global_admin_css")
def insert_stylesheet():
    return stylesheet().render()
