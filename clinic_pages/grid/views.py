"""The grid, one pair of it, and a therapy added to many pages."""

from contextlib import suppress

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin

from ..lib.editing import Refused, may_read_draft, why_only_draft
from ..lib.many_pages import ticked, why_not_now, why_not_so_many
from ..overrides.decisions import Decision
from ..overrides.stored import overrides_of
from ..pages.conditions import ConditionPage
from ..pages.therapies import TherapyPage
from .candidates import candidates, where_on
from .filters import (
    GridFilterSet,
    as_rows,
    conditions_for,
    find,
    languages,
    may_edit_any,
    therapies_in,
)
from .picture import Cell, Row, State, cell_of, rows_of
from .steps import add, add_to, put_into, take_out, usual_around
from .words import column_notes, shown_at, tell, tell_of_adding

GRID, PAIR, ADD = "clinic_pages_grid:grid", "clinic_pages_grid:pair", "clinic_pages_grid:add"
STYLES = ("grid/grid", "lib/many_pages", "lib/stacked", "overrides/overrides")
# Rows of a page of the grid; rows of which the cells are looked at at a time.
ROWS, CHUNK = 50, 200


class GridScreen:
    """For who may edit a condition."""

    page_title = _("Therapy grid")
    header_icon = "table"

    def dispatch(self, request, *args, **kwargs):
        if not may_edit_any(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        css = [versioned_static(f"clinic_pages/{each}.css") for each in STYLES]
        files = forms.Media(css={"all": css}, js=[versioned_static("clinic_pages/grid/grid.js")])
        context["media"] = context.get("media", forms.Media()) + files
        return context


class GridView(GridScreen, BaseListingView):
    results_template_name = "clinic_pages/grid/results.html"
    index_url_name = GRID
    index_results_url_name = "clinic_pages_grid:results"
    filterset_class = GridFilterSet
    is_searchable = True
    paginate_by = ROWS
    verbose_name_plural = ConditionPage._meta.verbose_name_plural

    @cached_property
    def rows(self) -> dict[int, Row]:
        """Those that have been looked at to find them."""
        return {}

    @cached_property
    def chosen(self) -> dict:
        return self.filters.form.cleaned_data if self.filters.is_valid() else {}

    @cached_property
    def therapies(self) -> list[TherapyPage]:
        found = therapies_in(self.chosen.get("locale") or "").select_related("locale")
        if chosen := self.chosen.get("therapy"):
            found = found.filter(pk__in=[each.pk for each in chosen])
        return list(found)

    def get_base_queryset(self):
        return conditions_for(self.request.user)

    def search_queryset(self, queryset):
        return find(queryset, self.search_query) if self.is_searching else queryset

    def get_queryset(self):
        found = as_rows(super().get_queryset())
        state = self.chosen.get("state")
        return self._in_state(list(found), state) if state else found

    def _in_state(self, pages: list[ConditionPage], state: str) -> list[ConditionPage]:
        """Cells are stored nowhere: all are looked at."""
        for start in range(0, len(pages), CHUNK):
            rows = self._rows_of(pages[start : start + CHUNK])
            found = (row for row in rows if any(cell.state == state for cell in row.cells))
            self.rows |= {row.page.pk: row for row in found}
        return [row.page for row in self.rows.values()]

    def _rows_of(self, pages: list[ConditionPage]) -> list[Row]:
        return rows_of(pages, self.therapies, self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        query = self.request.GET.copy()
        query.pop("_w_filter_fragment", None)
        pages = list(context["object_list"])
        rows = [self.rows[page.pk] for page in pages if page.pk in self.rows]
        return context | {
            "rows": rows or self._rows_of(pages),
            "columns": [(each, column_notes(each)) for each in self.therapies],
            "states": [each for each in State if each != State.NOT_OFFERED],
            "query": f"?{query.urlencode()}" if query else "",
        }


class PairMixin:
    """One condition that the user finds in the admin, and one therapy."""

    @cached_property
    def condition(self) -> ConditionPage:
        pages = as_rows(conditions_for(self.request.user))
        return get_object_or_404(pages, pk=self.kwargs["condition"])

    @cached_property
    def therapy(self) -> TherapyPage:
        return get_object_or_404(therapies_in(), pk=self.kwargs["therapy"])


class PairView(GridScreen, PairMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "clinic_pages/grid/pair.html"

    @cached_property
    def cell(self) -> Cell:
        return cell_of(self.condition, self.therapy)

    @property
    def grid_url(self) -> str:
        """With what was filtered there, at this cell."""
        query = self.request.GET.urlencode()
        return f"{reverse(GRID)}{'?' if query else ''}{query}#{self.cell.pair.anchor}"

    def post(self, request, **kwargs):
        try:
            saved = self._change(request.POST, bool(request.POST.get("publish")))
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            tell(request, saved)
        return redirect(self.grid_url)

    def _change(self, said, publish: bool):
        user = self.request.user
        if block := said.get("block"):
            seen = said.get("fingerprint", "")
            return take_out(self.condition, self.therapy, block, seen, user, publish)
        usual = usual_around(self.therapy)
        return add(self.condition, self.therapy, user, publish, usual)

    def get_context_data(self, **kwargs):
        stored = {each.block_id: each for each in overrides_of([self.condition])}
        return super().get_context_data(**kwargs) | {
            "cell": self.cell,
            "condition": self.condition,
            "therapy": self.therapy,
            "shown": [shown_at(self.condition, each, stored) for each in self.cell.blocks],
            "where": "" if self.cell.blocks else where_on(self.condition, self.therapy),
            "why_not": why_not_now(self.condition, self.request.user),
            "why_draft": why_only_draft(self.condition, self.request.user),
            "decisions": Decision,
            "states": State,
            "grid_url": self.grid_url,
        }

    def get_page_subtitle(self):
        return f"{self.therapy.title}, {self.condition.get_admin_display_title()}"

    def get_breadcrumbs_items(self):
        grid = {"url": self.grid_url, "label": self.page_title}
        return [*self.breadcrumbs_items, grid, {"url": "", "label": self.get_page_subtitle()}]


class AddView(GridScreen, WagtailAdminTemplateMixin, TemplateView):
    """Adds a therapy to the pages that are ticked."""

    template_name = "clinic_pages/grid/add.html"

    @cached_property
    def therapy(self) -> TherapyPage:
        return get_object_or_404(therapies_in(), pk=self.kwargs["therapy"])

    @property
    def grid_url(self) -> str:
        query = self.request.GET.urlencode()
        return f"{reverse(GRID)}{'?' if query else ''}{query}"

    @cached_property
    def pages(self):
        """Those that were found in the grid, in the therapy's language."""
        found = conditions_for(self.request.user)
        filters = GridFilterSet(self.request.GET, request=self.request)
        if filters.is_valid():
            found = filters.filter_queryset(found)
        if languages():
            found = found.filter(locale=self.therapy.locale_id)
        typed = self.request.GET.get("q", "").strip()
        return as_rows(find(found, typed) if typed else found)

    def post(self, request, **kwargs):
        pages = list(self.pages.filter(pk__in=ticked(request.POST)))
        if wrong := why_not_so_many(pages):
            messages.error(request, wrong)
            return redirect(request.get_full_path())
        publish = bool(request.POST.get("publish"))
        done = add_to(pages, self.therapy, request.user, publish)
        tell_of_adding(request, self.therapy, done)
        return redirect(self.grid_url)

    def get_context_data(self, **kwargs):
        found = candidates(list(self.pages), self.therapy, self.request.user)
        return super().get_context_data(**kwargs) | {
            "therapy": self.therapy,
            "notes": column_notes(self.therapy),
            "candidates": [each for each in found if not each.why_not],
            "others": [each for each in found if each.why_not],
            "may_publish": any(not each.why_not and not each.why_draft for each in found),
            "grid_url": self.grid_url,
        }

    def get_page_subtitle(self):
        return self.therapy.title

    def get_breadcrumbs_items(self):
        grid = {"url": self.grid_url, "label": self.page_title}
        here = {"url": "", "label": _("Add to pages"), "sublabel": self.therapy.title}
        return [*self.breadcrumbs_items, grid, here]


class PreviewView(PairMixin, View):
    """The page's latest draft as it would be with the therapy on it. Nothing is saved."""

    def get(self, request, **kwargs):
        if not may_read_draft(self.condition, request.user):
            raise PermissionDenied
        draft = self.condition.get_latest_revision_as_object()
        # Where it is there by now, that is what is to be seen.
        with suppress(Refused):
            put_into(draft, self.therapy, usual_around(self.therapy))
        return draft.make_preview_request(request, draft.default_preview_mode)
