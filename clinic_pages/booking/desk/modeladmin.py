"""The desk: its list, and its addresses."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Case, IntegerField, Value, When
from django.http import Http404
from django.urls import re_path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail_modeladmin.options import ModelAdmin

from ...lib.error_reports import no_values_in_reports
from ...lib.menu import entry
from ..request.models import BookingRequest
from ..roles import requests_of
from .access import DeskButtonHelper, DeskPermissionHelper, DeskURLFinder, DeskURLHelper
from .filters import was_exported
from .menu import DeskMenuItem
from .views.listing import RequestListView
from .views.requests import (
    AttendanceView,
    BookView,
    CancelView,
    KeepView,
    MailView,
    OpenRequestView,
    StepView,
)
from .waiting import outside_hours, undelivered, urgent_at

Status = BookingRequest.Status


def in_clinic_time(view):
    """With all times in the clinic's time zone, whatever the user's own is."""

    @wraps(view)
    def viewed(*args, **kwargs):
        with timezone.override(timezone.get_default_timezone()):
            response = view(*args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    return viewed


class BookingDesk(ModelAdmin):
    model = BookingRequest
    base_url_path = "booking-desk"
    menu_label = _("Desk")
    menu_item_name = entry("desk")
    menu_icon = "calendar-check"
    menu_order = 90
    inspect_view_enabled = True
    history_view_enabled = False
    permission_helper_class = DeskPermissionHelper
    url_helper_class = DeskURLHelper
    button_helper_class = DeskButtonHelper
    index_view_class = RequestListView
    inspect_view_class = OpenRequestView
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
        requests = requests_of(request.user)
        if self.permission_helper.user_can_export(request.user):
            requests = requests.annotate(is_exported=was_exported())
        return requests.annotate(
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
