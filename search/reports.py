"""Pages of the admin."""

from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from clinic_pages.composing.choices import TITLE, address_of_new_condition
from clinic_pages.lib.spreadsheets import NEUTRAL

from . import missed


class WriteColumn(Column):
    """A way to a page about it; its value is the address of the form, "" for who may add none."""

    cell_template_name = "search/admin/write_cell.html"


class MissedSearchesReport(ReportView):
    """For everybody who may change a page or add the words that visitors use."""

    page_title = _("Searches without results")
    header_icon = "search"
    index_url_name = "search_missed"
    index_results_url_name = "search_missed_results"
    results_template_name = "search/admin/missed_results.html"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    list_export = ["words", "times", "last_day"]
    export_headings = {"words": _("Search"), "times": _("Times"), "last_day": _("Last on")}
    custom_value_preprocess = NEUTRAL

    @cached_property
    def columns(self):
        form = address_of_new_condition(self.request.user)
        found = [
            Column("words", label=_("Search")),
            NumberColumn("times", label=_("Times")),
            DateColumn("last_day", label=_("Last on")),
        ]
        if form:
            found.append(
                WriteColumn(
                    "write",
                    label=_("Write"),
                    accessor=lambda row: f"{form}?{urlencode({TITLE: row.words})}",
                )
            )
        return found

    def get_base_queryset(self):
        return missed.shown()
