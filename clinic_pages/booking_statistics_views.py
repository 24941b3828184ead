"""The report of bookings, in the admin."""

import django_filters
from django import forms
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.reports import ReportView

from .booking import statistics
from .models import BookingCount
from .spreadsheets import NEUTRAL

URL_NAME = "clinic_pages_booking_statistics"
RESULTS_URL_NAME = "clinic_pages_booking_statistics_results"
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
    page_title = gettext_lazy("Bookings")
    header_icon = "date"
    index_url_name = URL_NAME
    index_results_url_name = RESULTS_URL_NAME
    results_template_name = "clinic_pages/admin/booking_statistics_results.html"
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
        return statistics.may_see(self.request.user)

    def get_filtered_queryset(self) -> list:
        """Rows of all tables, one after the other."""
        chosen = self.filters.form.cleaned_data if self.filters.is_valid() else {}
        self.weeks = int(chosen.get("weeks") or WEEKS)
        self.tables = statistics.tables(self.weeks, self.request.user)
        return [row for table in self.tables for row in table.rows]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["tables"], context["weeks"] = self.tables, self.weeks
        context["media"] += forms.Media(
            css={"all": [versioned_static("clinic_pages/admin/booking_statistics.css")]}
        )
        return context


def admin_urls() -> list:
    address = "clinic-pages/bookings/"
    results = BookingStatisticsReport.as_view(results_only=True)
    return [
        path(address, BookingStatisticsReport.as_view(), name=URL_NAME),
        path(f"{address}results/", results, name=RESULTS_URL_NAME),
    ]


class BookingStatisticsMenuItem(MenuItem):
    def is_shown(self, request):
        return statistics.may_see(request.user)


def menu_item() -> MenuItem:
    title = BookingStatisticsReport.page_title
    return BookingStatisticsMenuItem(title, reverse(URL_NAME), icon_name="date", order=700)


def permissions() -> QuerySet[Permission]:
    """For the form of a group."""
    app_label, codename = statistics.PERMISSION.split(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)
