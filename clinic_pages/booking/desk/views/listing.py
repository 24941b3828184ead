"""The list of requests: filtered, sorted, searched, exported."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.tables import Table
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import Button
from wagtail_modeladmin.views import IndexView

from ...encryption import decrypt, encrypt
from ...request.models import BookingRequest
from ..columns import columns, ordering_of
from ..export import spreadsheet
from ..filters import RANGE, RequestFilterSet
from ..lookup import Found, find
from .base import DeskScreen

MOST_TYPED = 100
SORT_VAR = "ordering"


class SearchForm(forms.Form):
    """What is typed into the header; Wagtail's script sends it on."""

    typed = forms.CharField(
        label=gettext_lazy("Name, telephone, e-mail or reference"),
        max_length=MOST_TYPED,
        required=False,
        widget=forms.TextInput(
            {
                "id": "clinic-desk-search",
                "type": "search",
                "autocomplete": "off",
                "placeholder": gettext_lazy("Search…"),
                "data-w-swap-target": "input",
            }
        ),
    )


class RequestListView(DeskScreen, IndexView):
    """What was typed into the search goes into the address encrypted: addresses are logged, and
    browsers remember them."""

    page_title = gettext_lazy("Desk")
    template_name = "clinic_booking/desk/desk.html"
    results_template_name = "clinic_booking/desk/results.html"
    # As Wagtail's own lists have them, from `filters`.
    active_filters = BaseListingView.active_filters
    page_kwarg = IndexView.PAGE_VAR

    @property
    def media(self):
        script = forms.Media(js=[versioned_static("clinic_booking/desk.js")])
        return super().media + self.filters.form.media + script

    # --- What is asked for -----------------------------------------------------------------------

    def post(self, request):
        """To the address of what was typed and chosen. What the form has not is as it was."""
        chosen = {name: values[-1] for name, values in self._chosen().items() if values[-1]}
        if typed := request.POST.get("typed", "").strip()[:MOST_TYPED]:
            chosen[self.SEARCH_VAR] = encrypt(typed, *self.purpose)
        return redirect(f"{self.index_url}?{urlencode(chosen)}" if chosen else self.index_url)

    def _chosen(self) -> dict[str, list[str]]:
        known = {SORT_VAR, *RequestFilterSet.base_filters, *RANGE}
        asked = dict(self.request.GET.lists()) | dict(self.request.POST.lists())
        return {name: values for name, values in asked.items() if name in known}

    @property
    def purpose(self) -> tuple[str, ...]:
        """What is encrypted for anything else, or for somebody else, is no search."""
        return "clinic_booking.desk.search", str(self.request.user.pk)

    @cached_property
    def typed(self) -> str:
        return decrypt(self.query, *self.purpose)

    @cached_property
    def filters(self) -> RequestFilterSet:
        return RequestFilterSet(self.request.GET, request=self.request)

    @cached_property
    def index_results_url(self) -> str:
        return self.index_url

    @property
    def is_partial(self) -> bool:
        """Whether Wagtail's script asks, for what it puts into the list's place."""
        return self.request.headers.get("x-requested-with") == "XMLHttpRequest"

    # --- What is found ---------------------------------------------------------------------------

    @cached_property
    def everything(self):
        return super().get_base_queryset(self.request)

    def get_base_queryset(self, request=None):
        return self.everything

    @cached_property
    def found(self) -> Found:
        # What is no choice is among the errors, and narrows nothing.
        _errors = self.filters.errors
        requests = self.filters.filter_queryset(self.apply_select_related(self.everything))
        requests = requests.order_by(*self.get_ordering(self.request, requests))
        return find(requests, self.typed) if self.typed else Found(requests)

    def get_queryset(self, request=None):
        # modeladmin asks twice; and nothing is listed for who is sent on.
        is_read = self.request.method in ("GET", "HEAD")
        return self.found.requests if is_read else BookingRequest.objects.none()

    def get_ordering(self, request, queryset):
        asked = ordering_of(request.GET.get(SORT_VAR, ""))
        if asked is None and self.filters.is_by_appointment:
            asked = ordering_of("appointment")
        return asked or [*self.get_default_ordering(request), "-pk"]

    # --- What is answered ------------------------------------------------------------------------

    def as_spreadsheet(self, queryset, spreadsheet_format):
        if not self.permission_helper.user_can_export(self.request.user):
            raise PermissionDenied
        file = spreadsheet(spreadsheet_format, queryset, self.request.user)
        name = f"booking-requests-{timezone.localdate()}.{spreadsheet_format}"
        return FileResponse(file, as_attachment=True, filename=name)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @property
    def header_more_buttons(self):
        if not self.permission_helper.user_can_export(self.request.user):
            return []
        return [
            Button(_("Download XLSX"), self.xlsx_export_url, icon_name="download", priority=90),
            Button(_("Download CSV"), self.csv_export_url, icon_name="download", priority=100),
        ]

    def get_table(self, requests) -> Table:
        return Table(
            columns(lambda request: self.url_helper.get_action_url("inspect", request.pk)),
            requests,
            base_url=self.index_url,
            ordering=self.request.GET.get(SORT_VAR),
            caption=self.get_page_title(),
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        page, paginator = context["page_obj"], context["paginator"]
        return context | {
            "filters": self.filters,
            "search_form": SearchForm(initial={"typed": self.typed}),
            "is_narrowed": bool(self.typed or self.active_filters),
            "is_cut": self.found.is_cut,
            "index_url": self.index_url,
            "address": self.address,
            "sorted_address": self.sorted_address,
            "table": self.get_table(context["object_list"]),
            "is_paginated": paginator.num_pages > 1,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "render_filters_fragment": self.is_partial and "_w_filter_fragment" in self.request.GET,
            "render_buttons_fragment": self.is_partial and bool(context["header_buttons"]),
        }

    @property
    def address(self) -> str:
        """Of what is shown, as it is to stand in the browser."""
        query = self.request.GET.copy()
        query.pop("_w_filter_fragment", None)
        return f"{self.index_url}?{query.urlencode()}" if query else self.index_url

    @property
    def sorted_address(self) -> str:
        """Where the form goes, which has all but the order in it."""
        asked = self.request.GET.get(SORT_VAR)
        return f"{self.index_url}?{urlencode({SORT_VAR: asked})}" if asked else self.index_url

    def get_template_names(self):
        return [self.results_template_name if self.is_partial else self.template_name]
