"""What editors see of the search: synonyms and missed searches."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet

from clinic_pages.lib.needs import NEEDS, Need, Urgency

from . import missed
from .reports import MissedSearchesReport
from .viewsets import SynonymGroupViewSet

register_snippet(SynonymGroupViewSet)


@hooks.register("register_admin_urls")
def register_missed_searches():
    report, results = MissedSearchesReport, MissedSearchesReport.as_view(results_only=True)
    return [
        path("search/missed/", report.as_view(), name=report.index_url_name),
        path("search/missed/results/", results, name=report.index_results_url_name),
    ]


class MissedSearchesMenuItem(MenuItem):
    def is_shown(self, request):
        actions = MissedSearchesReport.any_permission_required
        return page_permission_policy.user_has_any_permission(request.user, actions)


@hooks.register("register_reports_menu_item")
def register_missed_searches_menu_item():
    url = reverse(MissedSearchesReport.index_url_name)
    return MissedSearchesMenuItem(
        MissedSearchesReport.page_title, url, icon_name="search", order=1310
    )


@hooks.register("construct_reports_menu")
def leave_out_search_terms(request, menu_items):
    """Wagtail's report of search terms: we do not record any."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]


# How many searches the admin's first screen names.
MOST_NAMED = 3


@NEEDS.register("missed_searches")
def what_visitors_did_not_find(user):
    found = list(missed.shown()[:MOST_NAMED].values_list("words", flat=True))
    if not found:
        return
    named = ", ".join(f"“{words}”" for words in found)
    words = _("Visitors searched for %(searches)s and found nothing.") % {"searches": named}
    url = reverse(MissedSearchesReport.index_url_name)
    yield Need(Urgency.WHEN_THERE_IS_TIME, words, url, _("Look at them"))
