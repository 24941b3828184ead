"""The report of page checks, and these checks beside the form."""

from django.urls import include, path, reverse
from wagtail import hooks

from ..lib.menu import PageEditorsMenuItem
from .content_checker import add_checks
from .views import PageCheckReport


@hooks.register("register_admin_urls")
def register_admin_urls():
    report = "clinic-pages/page-checks/"
    results = PageCheckReport.as_view(results_only=True)
    urls = [
        path(report, PageCheckReport.as_view(), name="report"),
        path(f"{report}results/", results, name="report_results"),
    ]
    return [path("", include((urls, "clinic_pages_checks")))]


@hooks.register("register_reports_menu_item")
def register_report():
    url = reverse(PageCheckReport.index_url_name)
    return PageEditorsMenuItem(PageCheckReport.page_title, url, icon_name="search", order=691)


@hooks.register("construct_wagtail_userbar")
def add_page_checks(request, items, page):
    add_checks(items)
