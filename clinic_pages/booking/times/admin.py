"""Working hours in the admin, and the address of a practitioner's calendar."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from ...lib.menu import entry
from ..settings import REQUIREMENTS, BookingSettings
from .offer import working_hours_on
from .schedules import PractitionerSchedule
from .views import NEW_ADDRESS, NewCalendarAddressView


class ScheduleViewSet(SnippetViewSet):
    model = PractitionerSchedule
    icon = "time"
    menu_label = _("Working hours")
    menu_name = entry("working-hours")
    menu_order = 138
    add_to_admin_menu = True
    list_display = ["__str__", "user", "buffer_minutes"]

    def get_queryset(self, request):
        return PractitionerSchedule.objects.select_related("practitioner", "user")


register_snippet(ScheduleViewSet)


@REQUIREMENTS.register("hours")
def somebody_works(settings: BookingSettings) -> dict:
    """Free times without hours are none: visitors would be offered nothing."""
    if not settings.offers_times or working_hours_on(settings.site):
        return {}
    message = _("Nobody whose page is published has working hours yet: enter these first.")
    return {"offers_times": message}


@hooks.register("register_admin_urls")
def register_admin_urls():
    address = "clinic-pages/working-hours/<int:pk>/calendar-address/"
    urls = [path(address, NewCalendarAddressView.as_view(), name="new_calendar_address")]
    return [path("", include((urls, "clinic_booking_times")))]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(
        NEW_ADDRESS, _("Change a calendar's address"), _("Changed the calendar's address")
    )
