"""What editors see of the search: synonyms and missed searches."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet

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
