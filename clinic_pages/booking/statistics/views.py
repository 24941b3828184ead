"""The report of bookings, in the admin."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.reports import ReportView

from ...lib.spreadsheets import NEUTRAL
from .models import BookingCount
from .tables import URL_NAME, may_see, tables

RESULTS_URL_NAME = "clinic_booking_statistics:report_results"
WEEKS = 12


class PeriodFilterSet(WagtailFilterSet):
    weeks = django_filters.ChoiceFilter(
        label=gettext_lazy("Period"),
        choices=[
            ("26", gettext_lazy("The last 26 weeks")),
            ("52", gettext_lazy("The last 52 weeks")),
        ],
        empty_label=gettext_lazy("The last 12 weeks"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = BookingCount
        fields = ["weeks"]


class BookingStatisticsReport(ReportView):
    page_title = gettext_lazy("Booking statistics")
    header_icon = "date"
    index_url_name = URL_NAME
    index_results_url_name = RESULTS_URL_NAME
    results_template_name = "clinic_booking/statistics/results.html"
    filterset_class = PeriodFilterSet
    paginate_by = None
    any_permission_required = ["view"]
    list_export = ["heading", "label", "shown"]
    export_headings = {
        "heading": gettext_lazy("By"),
        "label": gettext_lazy("Week or page"),
        "shown": gettext_lazy("Requests"),
    }
    export_filename = "bookings"
    custom_value_preprocess = NEUTRAL

    def user_has_any_permission(self, permissions):
        return may_see(self.request.user)

    def get_filtered_queryset(self) -> list:
        """Rows of all tables, one after the other."""
        chosen = self.filters.form.cleaned_data if self.filters.is_valid() else {}
        self.weeks = int(chosen.get("weeks") or WEEKS)
        self.tables = tables(self.weeks, self.request.user)
        return [row for table in self.tables for row in table.rows]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["tables"], context["weeks"] = self.tables, self.weeks
        context["media"] += forms.Media(
            css={"all": [versioned_static("clinic_booking/statistics.css")]}
        )
        return context
