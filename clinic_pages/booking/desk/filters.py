"""What the list of requests can be narrowed down to. A value that is no choice narrows nothing."""

from datetime import timedelta

from django.contrib.admin import SimpleListFilter
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ..request.models import BookingRequest
from ..roles import requests_of
from ..times.models import Appointment
from .waiting import alarms

Status = BookingRequest.Status
# Of the status filter: as the list itself is annotated.
UNDELIVERED, OUTSIDE_HOURS, ALARM = "undelivered", "outside-hours", "alarm"
# Of what is booked: came, or did not.
ATTENDANCE = [choice for choice in Appointment.Attendance.choices if choice[0]]


class ChoiceFilter(SimpleListFilter):
    """Variants have `title`, `parameter_name`, `lookups` and `narrow(requests, value)`."""

    @property
    def chosen(self) -> str:
        known = {str(value) for value, _label in self.lookup_choices}
        return self.value() if self.value() in known else ""

    def queryset(self, request, queryset):
        return self.narrow(queryset, self.chosen) if self.chosen else queryset


class StatusFilter(ChoiceFilter):
    title = _("Status")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return [
            ("open", _("Waiting")),
            *Status.choices,
            ("cancelled", _("Called off")),
            ("many", _("Many from one contact")),
            (UNDELIVERED, _("An e-mail did not arrive")),
            (ALARM, _("A chosen time is near or has passed")),
            (OUTSIDE_HOURS, _("Hours have changed")),
            *ATTENDANCE,
        ]

    def narrow(self, requests, value):
        cancelled = Q(status=Status.BOOKED, appointment__cancelled_at__isnull=False)
        if value == "open":
            return requests.filter(status__in=BookingRequest.OPEN)
        if value == "cancelled":
            return requests.filter(cancelled)
        if value == "many":
            return requests.filter(is_beyond_limit=True)
        if value == UNDELIVERED:
            return requests.filter(is_undelivered=True)
        if value == OUTSIDE_HOURS:
            return requests.filter(is_outside_hours=True)
        if value == ALARM:
            return requests.filter(pk__in=alarms().order_by().values("pk"))
        if value in dict(ATTENDANCE):
            return requests.filter(status=Status.BOOKED, appointment__attendance=value)
        return requests.filter(status=value).exclude(cancelled)


class TherapyFilter(ChoiceFilter):
    title = _("Therapy")
    parameter_name = "therapy"

    def lookups(self, request, model_admin):
        return titles(requests_of(request.user), "therapy")

    def narrow(self, requests, value):
        return requests.filter(therapy=value)


class PractitionerFilter(ChoiceFilter):
    """Who was asked for, or has the appointment."""

    title = _("Practitioner")
    parameter_name = "practitioner"

    def lookups(self, request, model_admin):
        return titles(requests_of(request.user), "practitioner", "appointment__practitioner")

    def narrow(self, requests, value):
        return requests.filter(Q(practitioner=value) | Q(appointment__practitioner=value))


class AgeFilter(ChoiceFilter):
    title = _("Received")
    parameter_name = "age"

    def lookups(self, request, model_admin):
        return [
            ("today", _("In the last 24 hours")),
            ("1", _("More than a day ago")),
            ("3", _("More than three days ago")),
            ("7", _("More than a week ago")),
        ]

    def narrow(self, requests, value):
        if value == "today":
            return requests.filter(received_at__gte=timezone.now() - timedelta(days=1))
        return requests.filter(received_at__lt=timezone.now() - timedelta(days=int(value)))


FILTERS = [StatusFilter, TherapyFilter, PractitionerFilter, AgeFilter]


def titles(requests, *fields: str) -> list[tuple[str, str]]:
    """(primary key, title) of the pages that the requests name in these fields, by title."""
    named = Q()
    for field in fields:
        named |= Q(pk__in=requests.order_by().values(field))
    pages = Page.objects.filter(named).order_by("title", "pk")
    return [(str(pk), title) for pk, title in pages.values_list("pk", "title")]
