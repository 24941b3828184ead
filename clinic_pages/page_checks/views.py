"""The report on what keeps pages from being found."""

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy

from ..lib.editing import OPENING
from ..lib.spreadsheets import NEUTRAL
from ..pages.base import ClinicPage
from .base import CHECKS
from .models import FailedCheck

STYLES = ("page_checks/search_result", "lib/stacked")


def types_looked_at(request) -> QuerySet[ContentType]:
    models = [model for model in get_page_models() if issubclass(model, ClinicPage)]
    types = ContentType.objects.get_for_models(*models).values()
    return ContentType.objects.filter(pk__in=[each.pk for each in types]).order_by("model")


class PageCheckFilterSet(WagtailFilterSet):
    failed = django_filters.ChoiceFilter(
        label=_("What is wrong"),
        field_name="clinic_failed_checks__code",
        choices=lambda: [(check.code, check.wrong) for check in CHECKS.values()],
    )
    content_type = ContentTypeFilter(label=_("Page type"), queryset=types_looked_at)

    class Meta:
        model = Page
        fields = ["failed", "content_type"]


class PageCheckReport(ReportView):
    page_title = _("Page problems")
    header_icon = "search"
    index_url_name = "clinic_pages_checks:report"
    index_results_url_name = "clinic_pages_checks:report_results"
    results_template_name = "clinic_pages/page_checks/report_results.html"
    filterset_class = PageCheckFilterSet
    permission_policy = page_permission_policy
    any_permission_required = list(OPENING)
    list_export = ["title", "address", "type", "failed"]
    export_headings = {
        "title": _("Page"),
        "address": _("Address"),
        "type": _("Page type"),
        "failed": _("What is wrong"),
    }
    custom_value_preprocess = NEUTRAL

    def get_base_queryset(self) -> QuerySet[Page]:
        """The pages that the user may edit and of which something was found."""
        found = FailedCheck.objects.filter(page=OuterRef("pk"), code__in=CHECKS)
        pages = (
            editable_by(self.request.user)
            .filter(Exists(found))
            .prefetch_related("clinic_failed_checks")
        )
        return pages.order_by("title", "pk")

    def to_row_dict(self, item: Page) -> dict:
        return {
            "title": item.get_admin_display_title(),
            "address": item.get_full_url(self.request) or "",
            "type": str(item.cached_content_type.model_class().get_verbose_name()),
            "failed": "; ".join(str(check.wrong) for check in checks_of(item)),
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["rows"] = [(page, checks_of(page)) for page in context["object_list"]]
        context["media"] += forms.Media(
            css={"all": [versioned_static(f"clinic_pages/{each}.css") for each in STYLES]}
        )
        return context


def editable_by(user) -> QuerySet[Page]:
    return page_permission_policy.instances_user_has_permission_for(user, "change")


def checks_of(page: Page) -> list:
    """What was found of the page, in the order of CHECKS."""
    codes = {failed.code for failed in page.clinic_failed_checks.all()}
    return [check for check in CHECKS.values() if check.code in codes]
