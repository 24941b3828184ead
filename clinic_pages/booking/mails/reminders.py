"""Reminds patients of their appointments, of each time once."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from wagtail.models import Site

from ..settings import BookingSettings
from ..times.models import Appointment
from . import posting
from .kinds import Kind
from .models import BookingMail
from .truth import NotSent


@sensitive_variables()
def post_reminders() -> int:
    """Stores the reminders that are due, and lets them go. Returns how many."""
    sites = [*Site.objects.all(), None]
    appointments = [appointment for site in sites for appointment in due(site)]
    return sum([posting.post_reminder(each.request, each.starts_at) for each in appointments])


def due(site: Site | None) -> QuerySet:
    """The agreed appointments of a site that are near, and whose time nobody was reminded of."""
    now = timezone.now()
    near = now + timedelta(hours=BookingSettings.of(site).reminder_hours)
    reminded = BookingMail.objects.filter(
        request=OuterRef("request"),
        kind=Kind.REMINDER,
        for_time=OuterRef("starts_at"),
    ).exclude(not_sent=NotSent.CHANGED)
    agreed = Appointment.objects.filter(request__site=site, is_agreed=True, cancelled_at=None)
    near_ones = agreed.filter(starts_at__gt=now, starts_at__lte=near)
    return near_ones.exclude(Exists(reminded)).select_related("request__site")
