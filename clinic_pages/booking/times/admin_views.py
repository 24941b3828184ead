"""The admin's page for the address of a practitioner's calendar."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.log_actions import log

from .schedules import PractitionerSchedule

# In Wagtail's log.
NEW_ADDRESS = "clinic_booking.new_calendar_address"


class NewCalendarAddressView(View):
    """Asks, and gives a practitioner's calendar another address."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("clinic_booking.change_practitionerschedule"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, pk: int):
        schedule = get_object_or_404(PractitionerSchedule, pk=pk)
        context = {
            "page_title": _("Change the calendar's address"),
            "header_title": _("Change the calendar's address"),
            "header_icon": "date",
            "schedule": schedule,
            "cancel_url": _edit_url(schedule),
        }
        return render(request, "clinic_booking/times/new_calendar_address.html", context)

    def post(self, request, pk: int):
        schedule = get_object_or_404(PractitionerSchedule, pk=pk)
        schedule.change_feed_address()
        log(instance=schedule, action=NEW_ADDRESS, user=request.user)
        messages.success(request, _("The calendar has another address."))
        return redirect(_edit_url(schedule))


def _edit_url(schedule: PractitionerSchedule) -> str:
    return reverse(schedule.snippet_viewset.get_url_name("edit"), args=[schedule.pk])
