"""The report of overrides, what is decided there, and the shared text beside an override."""

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..blocks.therapy_form import shared_text_state
from ..lib.editing import OPENING, Refused
from ..lib.spreadsheets import NEUTRAL
from ..lib.visibility import why_hidden
from ..lib.wording import to_lines, word_changes
from ..pages.therapies import TherapyPage
from .decisions import Decision, resolve
from .stored import find_overrides, find_stale

# More than any text has; to compare two without end would keep a process busy.
MOST_LETTERS = 50_000
STYLES = ("overrides/overrides", "lib/stacked")


def shared_text(request, therapy_id: int) -> JsonResponse:
    """What the form of a therapy block shows when another therapy is chosen."""
    return JsonResponse(shared_text_state(_readable_therapy(request, therapy_id)))


@require_POST
def differences(request, therapy_id: int) -> JsonResponse:
    """From the shared text to what is being written in its place: `text`, in lines without mark-up.
    Posted, since what somebody writes belongs in no address."""
    therapy = _readable_therapy(request, therapy_id)
    written = request.POST.get("text", "")[:MOST_LETTERS]
    return JsonResponse({"changes": word_changes(to_lines(therapy.shared_text), written)})


def _readable_therapy(request, pk: int) -> TherapyPage:
    therapy = get_object_or_404(TherapyPage, pk=pk)
    if why_hidden(therapy) and not therapy.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return therapy


class OverridesFilterSet(WagtailFilterSet):
    show = django_filters.ChoiceFilter(
        label=gettext_lazy("Show"),
        choices=[("all", gettext_lazy("All reworded texts"))],
        empty_label=gettext_lazy("Only where the shared text has changed since"),
        widget=forms.RadioSelect,
    )
    therapy = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Therapy"), queryset=TherapyPage.objects.order_by("title")
    )
    # Set by the link on the page's edit form, and taken off like any other filter.
    page = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Page"), queryset=Page.objects.all(), widget=forms.HiddenInput
    )

    class Meta:
        model = Page
        fields = ["show", "therapy", "page"]


class OverridesReport(ReportView):
    page_title = gettext_lazy("Reworded texts to check")
    header_icon = "edit"
    index_url_name = "clinic_pages_overrides:report"
    index_results_url_name = "clinic_pages_overrides:report_results"
    results_template_name = "clinic_pages/overrides/report_results.html"
    filterset_class = OverridesFilterSet
    permission_policy = page_permission_policy
    any_permission_required = list(OPENING)
    list_export = ["page.title", "therapy.title", "seen", "shared_text", "text"]
    custom_value_preprocess = NEUTRAL
    export_headings = {
        "page.title": gettext_lazy("Page"),
        "therapy.title": gettext_lazy("Therapy"),
        "seen": gettext_lazy("Shared text when this was written"),
        "shared_text": gettext_lazy("Shared text now"),
        "text": gettext_lazy("Wording for this page"),
    }

    def get_filtered_queryset(self) -> list:
        """Overrides are parts of pages, so these are no rows of a database: a list."""
        chosen = self.filters.form.cleaned_data if self.filters.is_valid() else {}
        find = find_overrides if chosen.get("show") == "all" else find_stale
        return list(find(self.request.user, chosen.get("therapy"), chosen.get("page")))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        filters = self.request.GET.urlencode()
        context["report_url"] = f"{self.index_url}?{filters}" if filters else self.index_url
        context["decisions"] = Decision
        context["stale_here"] = [each for each in context["object_list"] if each.is_stale]
        context["media"] += forms.Media(
            css={"all": [versioned_static(f"clinic_pages/{each}.css") for each in STYLES]}
        )
        return context


class ResolveView(View):
    """Carries out what an editor decided in the report."""

    def post(self, request, page_id: int, block_id: str):
        page = get_object_or_404(Page, pk=page_id)
        try:
            decision = Decision(request.POST.get("decision"))
            fingerprint = request.POST.get("fingerprint", "")
            published = resolve(page, block_id, decision, request.user, fingerprint)
        except (Refused, ValueError) as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _done(page, published))
        return redirect(
            get_valid_next_url_from_request(request) or reverse(OverridesReport.index_url_name)
        )


class KeepAllView(View):
    """Keeps all texts that an editor has seen on one screen of the report: each on its own, so that
    one that has changed meanwhile holds up no other."""

    def post(self, request):
        kept = 0
        for seen in request.POST.getlist("seen"):
            try:
                _keep(seen, request.user)
                kept += 1
            except Refused as refused:
                messages.error(request, str(refused))
        if kept:
            said = ngettext("%(count)d text is kept.", "%(count)d texts are kept.", kept)
            messages.success(request, said % {"count": kept})
        return redirect(
            get_valid_next_url_from_request(request) or reverse(OverridesReport.index_url_name)
        )


def _keep(seen: str, user) -> None:
    """seen: the page's key, the block's id and the fingerprint, as the report sends them. Raises
    Refused."""
    page_id, _colon, rest = seen.partition(":")
    block_id, _colon, fingerprint = rest.partition(":")
    page = Page.objects.filter(pk=page_id if page_id.isdecimal() else None).first()
    if page is None:
        raise Refused(_("One of the pages is no longer there."))
    resolve(page, block_id, Decision.KEEP, user, fingerprint)


def _done(page: Page, published: bool) -> str:
    title = {"title": page.get_admin_display_title()}
    if published:
        return _("“%(title)s” is changed and published.") % title
    return _("“%(title)s” is changed as a draft: publish it when it is ready.") % title
