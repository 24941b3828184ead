"""The report of bookings, for marketing."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .panel import add_panel
from .tables import PERMISSION, URL_NAME, may_see
from .views import BookingStatisticsReport

hooks.register("construct_homepage_panels", add_panel)


class BookingStatisticsMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see(request.user)


@hooks.register("register_admin_urls")
def register_admin_urls():
    report = "clinic-pages/bookings/"
    results = BookingStatisticsReport.as_view(results_only=True)
    urls = [
        path(report, BookingStatisticsReport.as_view(), name="report"),
        path(f"{report}results/", results, name="report_results"),
    ]
    return [path("", include((urls, "clinic_booking_statistics")))]


@hooks.register("register_reports_menu_item")
def register_report():
    title, url = BookingStatisticsReport.page_title, reverse(URL_NAME)
    return BookingStatisticsMenuItem(title, url, icon_name="date", order=700)


@hooks.register("register_permissions")
def register_permissions():
    """For the form of a group."""
    app_label, codename = PERMISSION.split(".")
    return Permission.objects.filter(content_type__app_label=app_label, codename=codename)
