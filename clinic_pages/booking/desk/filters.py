"""What the list of requests can be narrowed down to. A value that is no choice narrows nothing."""

from datetime import date, datetime, timedelta

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import ModelLogEntry, Page

from ...lib.dates import midnight
from ...pages.names import sort_key
from ...pages.practitioners import PractitionerPage
from ...pages.therapies import TherapyPage
from ..request.models import BookingRequest
from ..roles import may_export, requests_of
from ..times.free_times import A_DAY
from ..times.models import Appointment
from .steps import EXPORT
from .waiting import alarms

Status = BookingRequest.Status
# Of the status filter: as the list itself is annotated.
UNDELIVERED, OUTSIDE_HOURS = "undelivered", "outside-hours"
ALARM = "alarm"
CANCELLED = "cancelled"
IS_CANCELLED = Q(status=Status.BOOKED, appointment__cancelled_at__isnull=False)
# Of what is booked: came, or did not.
ATTENDANCE = [choice for choice in Appointment.Attendance.choices if choice[0]]
STATUSES = [
    ("open", _("Waiting")),
    *Status.choices,
    (CANCELLED, pgettext_lazy("appointment", "Cancelled")),
    *ATTENDANCE,
    ("many", _("Many from one contact")),
    (UNDELIVERED, _("An e-mail did not arrive")),
    (ALARM, _("A chosen time is near or has passed")),
    (OUTSIDE_HOURS, _("Hours have changed")),
]
DAYS = [
    ("today", _("Today")),
    ("tomorrow", _("Tomorrow")),
    ("this_week", _("This week")),
    ("next_week", _("Next week")),
]
AGES = [
    ("today", _("In the last 24 hours")),
    ("1", _("More than a day ago")),
    ("3", _("More than three days ago")),
    ("7", _("More than a week ago")),
]
# Under which names an address has the two ends of the filter `day`.
RANGE = [f"day_{end}" for end in DateRangePickerWidget.suffixes]
EXPORTED = [("yes", _("Exported")), ("no", _("Not exported"))]


class OneOf(django_filters.ChoiceFilter):
    """Variants name the method that narrows."""

    def __init__(self, label, method, choices=()):
        super().__init__(
            label=label,
            method=method,
            choices=choices,
            empty_label=_("All"),
            widget=forms.RadioSelect,
        )


class RequestFilterSet(WagtailFilterSet):
    appointment = OneOf(_("Appointment"), "with_appointment", DAYS)
    day = django_filters.DateFromToRangeFilter(
        label=_("Appointment between"),
        method="with_appointment_between",
        widget=DateRangePickerWidget,
    )
    # Who was asked for, or has the appointment.
    practitioner = OneOf(_("Practitioner"), "with_practitioner")
    status = OneOf(_("Status"), "with_status", STATUSES)
    therapy = OneOf(_("Therapy"), "with_therapy")
    age = OneOf(_("Received"), "of_age", AGES)
    exported = OneOf(_("Export"), "that_were_exported", EXPORTED)

    def __init__(self, data, *, request):
        super().__init__(data, BookingRequest.objects.none(), request=request)
        seen = requests_of(request.user)
        people = titles(PractitionerPage, seen, "practitioner", "appointment__practitioner")
        self._let_choose("practitioner", people)
        self._let_choose("therapy", titles(TherapyPage, seen, "therapy"))
        if not may_export(request.user):
            del self.filters["exported"]

    def _let_choose(self, name: str, choices: list) -> None:
        self.filters[name].extra["choices"] = choices

    @property
    def is_by_appointment(self) -> bool:
        return any(self.form.cleaned_data.get(name) for name in ("appointment", "day"))

    # --- Each filter -----------------------------------------------------------------------------

    def with_appointment(self, requests, name, value):
        first, last = days(value, timezone.localdate())
        return self._between(requests, midnight(first), midnight(last + A_DAY))

    def with_appointment_between(self, requests, name, value):
        return self._between(requests, value.start, value.stop)

    def _between(self, requests, start: datetime | None, end: datetime | None):
        """A cancelled appointment is none, but for who looks for cancelled ones."""
        if start:
            requests = requests.filter(appointment__starts_at__gte=start)
        if end:
            requests = requests.filter(appointment__starts_at__lt=end)
        if self.form.cleaned_data.get("status") == CANCELLED:
            return requests
        return requests.filter(appointment__cancelled_at=None)

    def with_practitioner(self, requests, name, value):
        pages = in_all_languages(value)
        return requests.filter(Q(practitioner__in=pages) | Q(appointment__practitioner__in=pages))

    def with_status(self, requests, name, value):
        if value == "open":
            return requests.filter(status__in=BookingRequest.OPEN)
        if value == CANCELLED:
            return requests.filter(IS_CANCELLED)
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
        return requests.filter(status=value).exclude(IS_CANCELLED)

    def with_therapy(self, requests, name, value):
        return requests.filter(therapy__in=in_all_languages(value))

    def of_age(self, requests, name, value):
        if value == "today":
            return requests.filter(received_at__gte=timezone.now() - A_DAY)
        return requests.filter(received_at__lt=timezone.now() - timedelta(days=int(value)))

    def that_were_exported(self, requests, name, value):
        return requests.filter(was_exported() if value == "yes" else ~was_exported())


def was_exported() -> Exists:
    """As long as Wagtail's log knows."""
    key = Cast(OuterRef("pk"), ModelLogEntry._meta.get_field("object_id"))
    content_type = ContentType.objects.get_for_model(BookingRequest)
    entries = ModelLogEntry.objects.filter(content_type=content_type, action=EXPORT)
    return Exists(entries.filter(object_id=key))


def days(name: str, today: date) -> tuple[date, date]:
    """The first and the last of a choice of DAYS."""
    monday = today - timedelta(days=today.weekday())
    week = timedelta(days=7)
    return {
        "today": (today, today),
        "tomorrow": (today + A_DAY, today + A_DAY),
        "this_week": (monday, monday + week - A_DAY),
        "next_week": (monday + week, monday + 2 * week - A_DAY),
    }[name]


def titles(pages: type[Page], requests: QuerySet, *fields: str) -> list[tuple[str, str]]:
    """(primary key, title) of the pages that the requests name in these fields, by title; of those
    in several languages the first of the site's tree. Each is looked up: there are fewer of them
    than of requests."""
    named = Q()
    for field in fields:
        named |= Q(Exists(requests.order_by().filter(**{field: OuterRef("pk")})))
    found = pages.objects.filter(named).order_by("path")
    choices: dict = {}
    for key, pk, title in found.values_list("translation_key", "pk", "title"):
        choices.setdefault(key, (str(pk), title))
    return sorted(choices.values(), key=lambda choice: sort_key(choice[1]))


def in_all_languages(pk: str) -> list[int]:
    """The primary keys of this page's translations, its own included."""
    key = Page.objects.filter(pk=pk).values("translation_key")
    return list(Page.objects.filter(translation_key__in=key).values_list("pk", flat=True))
