"""A practitioner's calendar, and in the admin another address for it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Site

from ...lib.error_reports import no_values_in_reports
from ...pages.clinic import ClinicSettings
from .calendars import feed_of
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


@require_safe
@never_cache
@no_values_in_reports
def practitioners_calendar(request, key: str) -> HttpResponse:
    """A practitioner's appointments as iCalendar."""
    schedule = PractitionerSchedule.of_feed_key(key)
    if schedule is None:
        raise Http404
    content = feed_of(schedule, ClinicSettings.of(Site.find_for_request(request)))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response
