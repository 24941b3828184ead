"""The desk: its list, and its addresses."""

from datetime import datetime
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Case, IntegerField, Value, When
from django.http import Http404
from django.urls import re_path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail_modeladmin.options import ModelAdmin

from ...lib.dates import short_day_and_time
from ...lib.error_reports import no_values_in_reports
from ..request.models import BookingRequest
from ..request.wishes import when_it_suits
from ..roles import requests_of
from .access import DeskButtonHelper, DeskPermissionHelper, DeskURLFinder, DeskURLHelper
from .filters import FILTERS
from .menu import DeskMenuItem
from .steps import appointment_of, is_cancelled, state_of
from .views import (
    AttendanceView,
    BookView,
    CancelView,
    KeepView,
    MailView,
    OpenRequestView,
    RequestListView,
    StepView,
)
from .waiting import alarm_of, outside_hours, undelivered, urgent_at

Status = BookingRequest.Status


def in_clinic_time(view):
    """With all times in the clinic's time zone, whatever the user's own is."""

    @wraps(view)
    def viewed(*args, **kwargs):
        with timezone.override(timezone.get_default_timezone()):
            response = view(*args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    return viewed


def _short(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


class BookingDesk(ModelAdmin):
    model = BookingRequest
    base_url_path = "booking-desk"
    menu_label = _("Booking desk")
    menu_item_name = "booking-desk"
    menu_icon = "calendar-check"
    menu_order = 90
    inspect_view_enabled = True
    history_view_enabled = False
    permission_helper_class = DeskPermissionHelper
    url_helper_class = DeskURLHelper
    button_helper_class = DeskButtonHelper
    index_view_class = RequestListView
    inspect_view_class = OpenRequestView
    index_template_name = "clinic_booking/desk/desk.html"
    list_display = ["who", "waits", "state", "wanted", "suits"]
    list_filter = FILTERS
    list_select_related = ["therapy", "practitioner", "appointment__practitioner"]
    list_per_page = 20
    # Who is to be telephoned first; then what waits, by what becomes urgent first; then what was
    # closed, the latest first.
    ordering = ["-is_undelivered", "-is_outside_hours", "urgency", "urgent_at", "-received_at"]

    def get_queryset(self, request):
        # With nobody to telephone it would be a constant, which PostgreSQL sorts nothing by.
        whom = [0, *undelivered().to_telephone]
        to_telephone = When(pk__in=whom, then=Value(True))
        has_changed_hours = When(appointment__in=outside_hours(), then=Value(True))
        return requests_of(request.user).annotate(
            is_undelivered=Case(to_telephone, default=Value(False), output_field=BooleanField()),
            urgency=Case(
                When(status__in=BookingRequest.OPEN, then=Value(0)),
                default=Value(1),
                output_field=IntegerField(),
            ),
            urgent_at=urgent_at(),
            is_outside_hours=Case(
                has_changed_hours, default=Value(False), output_field=BooleanField()
            ),
            is_over=Case(
                When(appointment__ends_at__lt=timezone.now(), then=Value(1)),
                default=Value(0),
                output_field=IntegerField(),
            ),
        )

    def get_ordering(self, request):
        """A practitioner's next appointment comes first."""
        if self.permission_helper.user_can_work(request.user):
            return self.ordering
        return ["is_over", "appointment__starts_at"]

    def get_search_fields(self, request):
        # For modeladmin to show the search; `booking.search` knows where to look.
        return ["reference"]

    # --- Columns ---------------------------------------------------------------------------------

    def who(self, request):
        return request.name or request.reference

    who.short_description = _("Patient")

    def waits(self, request):
        if not request.is_open:
            return ""
        return format_html(
            '{} <span class="clinic-since">({})</span>',
            _short(request.received_at),
            timesince(request.received_at, depth=1),
        )

    waits.short_description = _("Waits since")

    def state(self, request):
        name, label = state_of(request)
        status = format_html('<span class="clinic-state clinic-state--{}">{}</span>', name, label)
        if request.is_beyond_limit:
            note = _("Many from one contact")
            status = format_html('{} <span class="clinic-since">{}</span>', status, note)
        appointment = appointment_of(request)
        is_booked = request.status == Status.BOOKED and not is_cancelled(request)
        if is_booked and appointment:
            status = format_html("{} {}", status, short_day_and_time(appointment.starts_at))
        for alarm in self._alarms(request):
            mark = '{} <strong class="clinic-undelivered">{}</strong>'
            status = format_html(mark, status, alarm)
        return status

    def _alarms(self, request) -> list[str]:
        found = [alarm_of(request)]
        if request.is_undelivered:
            found.append(gettext("Telephone: an e-mail did not arrive"))
        if request.is_outside_hours:
            found.append(gettext("Telephone: the time is outside of hours that have changed"))
        return [alarm for alarm in found if alarm]

    state.short_description = _("Status")

    def wanted(self, request):
        appointment = appointment_of(request)
        practitioner = (appointment and appointment.practitioner) or request.practitioner
        pages = [page for page in (request.therapy, practitioner) if page]
        return ", ".join(page.title for page in pages)

    wanted.short_description = _("Wants")

    def suits(self, request):
        if not request.is_open:
            return ""
        appointment = appointment_of(request)
        if appointment is None or appointment.cancelled_at:
            return when_it_suits(request)
        return short_day_and_time(appointment.starts_at)

    suits.short_description = _("When it suits")

    def get_extra_attrs_for_field_col(self, obj, field_name):
        # On a narrow screen, in place of the column's heading.
        column = getattr(self, field_name)
        return {} if field_name == "who" else {"data-label": column.short_description}

    # --- Addresses -------------------------------------------------------------------------------

    def get_admin_urls_for_registration(self):
        views = {
            "index": self.index_view,
            "inspect": self.inspect_view,
            "step": self.step_view,
            "book": self.book_view,
            "cancel": self.cancel_view,
            "mail": self.mail_view,
            "attendance": self.attendance_view,
            "keep": self.keep_view,
        }
        return tuple(
            re_path(
                self.url_helper.get_action_url_pattern(action),
                no_values_in_reports(in_clinic_time(view)),
                name=self.url_helper.get_action_url_name(action),
            )
            for action, view in views.items()
        )

    def inspect_view(self, request, instance_pk):
        return self._open(OpenRequestView, request, instance_pk)

    def step_view(self, request, instance_pk):
        return self._open(StepView, request, instance_pk)

    def book_view(self, request, instance_pk):
        return self._open(BookView, request, instance_pk)

    def cancel_view(self, request, instance_pk):
        return self._open(CancelView, request, instance_pk)

    def mail_view(self, request, instance_pk):
        return self._open(MailView, request, instance_pk)

    def attendance_view(self, request, instance_pk):
        return self._open(AttendanceView, request, instance_pk)

    def keep_view(self, request, instance_pk):
        return self._open(KeepView, request, instance_pk)

    def _open(self, view_class, request, instance_pk):
        """Who may not see a request is not told whether there is one."""
        if not self.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        if not requests_of(request.user).filter(pk=instance_pk).exists():
            raise Http404
        return view_class.as_view(model_admin=self, instance_pk=instance_pk)(request)

    def get_menu_item(self, order=None):
        return DeskMenuItem(self, order or self.get_menu_order())

    def register_admin_url_finders(self):
        finder = type("BookingDeskURLFinder", (DeskURLFinder,), {"desk": self})
        register_admin_url_finder(self.model, finder)

    def register_indexing(self):
        """Not in Wagtail's index of references: who edits a therapy would read there which requests
        name it."""
