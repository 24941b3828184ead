"""A practitioner's calendar, for whoever has its address."""

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Site

from ...pages.clinic import ClinicSettings
from .calendars import feed_of
from .schedules import PractitionerSchedule


@require_safe
@never_cache
def practitioners_calendar(request, key: str) -> HttpResponse:
    """A practitioner's appointments as iCalendar."""
    schedule = PractitionerSchedule.of_feed_key(key)
    if schedule is None:
        raise Http404
    content = feed_of(schedule, ClinicSettings.of(Site.find_for_request(request)))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response
