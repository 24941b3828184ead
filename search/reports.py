"""Pages of the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from clinic_pages.lib.spreadsheets import NEUTRAL

from . import missed


class MissedSearchesReport(ReportView):
    """For everybody who may change a page or add the words that visitors use."""

    page_title = _("Searches without results")
    header_icon = "search"
    index_url_name = "search_missed"
    index_results_url_name = "search_missed_results"
    results_template_name = "search/admin/missed_results.html"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    columns = [
        Column("words", label=_("Search")),
        NumberColumn("times", label=_("Times")),
        DateColumn("last_day", label=_("Last on")),
    ]
    list_export = ["words", "times", "last_day"]
    export_headings = {"words": _("Search"), "times": _("Times"), "last_day": _("Last on")}
    custom_value_preprocess = NEUTRAL

    def get_base_queryset(self):
        return missed.shown()
