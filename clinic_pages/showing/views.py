"""The whole list of pages that show something, in the admin."""

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView

from .shown_on import PREVIEW_ON, ShownOn, findable, is_told, listing, pages_with, rows, title


def shown_object(app_label: str, model_name: str, pk: str):
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as unknown:
        raise Http404 from unknown
    if not is_told(model):
        raise Http404
    try:
        return get_object_or_404(model, pk=unquote(pk))
    except ValueError as no_number:
        raise Http404 from no_number


def edit_url_of(obj, user) -> str:
    """That of its form; refused to those who may not open that."""
    # Wagtail names the form's address only to those who may open it.
    url = AdminURLFinder(user).get_edit_url(obj)
    if url is None:
        raise PermissionDenied
    return url


def find_pages(request, app_label: str, model_name: str, pk: str):
    """The rows of the panel that are found by `?q=`: a part of a form."""
    obj = shown_object(app_label, model_name, pk)
    edit_url_of(obj, request.user)
    words = request.GET.get("q", "").strip()
    found = {"listing": listing(obj, request.user, words), "words": words}
    return render(request, "clinic_pages/showing/rows.html", found)


class PreviewColumn(Column):
    """A way to the preview on the page of a row; its value is the address, "" for none."""

    cell_template_name = "clinic_pages/showing/preview_cell.html"


class ShownOnView(BaseListingView):
    header_icon = "doc-full"
    paginate_by = 20

    def dispatch(self, request, *args, **kwargs):
        self.object = shown_object(**kwargs)
        self.edit_url = edit_url_of(self.object, request.user)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def pages(self):
        return pages_with(self.object)

    @cached_property
    def heading(self) -> str:
        count = self.pages.count()
        hidden = count - self.get_base_queryset().count()
        shown = title(self.object, count)
        if not hidden:
            return shown
        return _("%(shown)s, %(hidden)d of which you cannot open") % {
            "shown": shown,
            "hidden": hidden,
        }

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "title", label=_("Page"), accessor="page.title", get_url=lambda row: row.edit_url
            ),
            Column("ways", label=_("How"), accessor=lambda row: ", ".join(row.ways)),
            DateColumn("edited_at", label=_("Last edited")),
            PreviewColumn("preview", label=_("Preview"), accessor=self._preview_url),
        ]

    def _preview_url(self, row) -> str:
        """The form, with its preview opened on this page; "" for those who may not see that."""
        return f"{self.edit_url}?{PREVIEW_ON}={row.page.pk}" if row.mode else ""

    def get_base_queryset(self):
        return findable(self.pages, self.request.user)

    def get_table(self, object_list, **kwargs):
        return super().get_table(rows(self.object, object_list, self.request.user), **kwargs)

    def get_index_url(self):
        return ShownOn(self.object, self.request.user).url

    def get_page_title(self):
        return self.heading

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        form = {"url": self.edit_url, "label": str(self.object)}
        return [*self.breadcrumbs_items, form, *super().get_breadcrumbs_items()[-1:]]
