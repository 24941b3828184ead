"""The report of page checks, and these checks beside the form."""

from django.db.models import Count
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks

from ..lib.menu import PageEditorsMenuItem
from ..lib.needs import NEEDS, Need, Urgency
from .base import CHECKS, Severity
from .content_checker import add_checks
from .models import FailedCheck
from .views import PageCheckReport, editable_by


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


# {a check's code: how soon somebody should look}. Of the others those that keep a page from being
# found come when there is time, and the rest stay in the report.
URGENCY = {
    "hidden_block": Urgency.NOW,
    "no_way_to_book": Urgency.NOW,
    "stale_wording": Urgency.SOON,
    "review_overdue": Urgency.SOON,
}
# {a check's code: the URL name of the screen where an editor decides}, where it is not the report.
DECIDED_AT = {"stale_wording": "clinic_pages_overrides:report"}


@NEEDS.register("page_checks")
def what_checks_found(user):
    """A line for each check that fails and matters, one for all others. One query."""
    found = FailedCheck.objects.filter(page__in=editable_by(user)).order_by()
    counts = dict(found.values_list("code").annotate(Count("pk")))
    others = 0
    for check in CHECKS.values():
        count = counts.get(check.code, 0)
        if count and (check.severity == Severity.SERIOUS or check.code in URGENCY):
            yield _need(check, count)
        else:
            others += count
    if others:
        yield _what_could_be_better(others)


def _need(check, count: int) -> Need:
    pages = ngettext("%(count)d page: %(wrong)s.", "%(count)d pages: %(wrong)s.", count)
    words = pages % {"count": count, "wrong": check.wrong}
    urgency = URGENCY.get(check.code, Urgency.WHEN_THERE_IS_TIME)
    return Need(urgency, words, _url_of(check.code), _("Look at them"))


def _what_could_be_better(count: int) -> Need:
    words = ngettext(
        "%(count)d thing on pages could be better.",
        "%(count)d things on pages could be better.",
        count,
    ) % {"count": count}
    url = reverse(PageCheckReport.index_url_name)
    return Need(Urgency.WHEN_THERE_IS_TIME, words, url, _("Look at them"))


def _url_of(code: str) -> str:
    if code in DECIDED_AT:
        return reverse(DECIDED_AT[code])
    return f"{reverse(PageCheckReport.index_url_name)}?failed={code}"
