"""The links that a page's text could have, and the texts that have its old name, in the admin."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from ..lib.editing import Refused, check_may_edit
from .listing import texts_naming
from .suggestions import URL_NAME, insert, suggestions


class BesideFormView(WagtailAdminTemplateMixin, TemplateView):
    """About one page, for those who may edit it."""

    header_icon = "link"

    def dispatch(self, request, *args, **kwargs):
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> Page:
        return get_object_or_404(Page, pk=self.kwargs["page_id"])

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        title = self.get_page_subtitle()
        form = {"url": self.edit_url, "label": title}
        here = {"url": "", "label": self.get_page_title(), "sublabel": title}
        return [*self.breadcrumbs_items, form, here]


class OldNameView(BesideFormView):
    """Lists the texts that still have the name which a page had before; ?name=."""

    page_title = gettext_lazy("Texts with the old name")
    template_name = "clinic_pages/links/old_name.html"

    def get_context_data(self, **kwargs):
        name = self.request.GET.get("name", "")
        listing = texts_naming([name], self.request.user, [self.page.pk], [self.page.title])
        return super().get_context_data(
            **kwargs,
            edit_url=self.edit_url,
            name=name,
            part={"listing": listing, "is_removal": False},
        )


class SuggestedLinksView(BesideFormView):
    """Lists them for the page's latest draft, and inserts one."""

    page_title = gettext_lazy("Suggested links")
    template_name = "clinic_pages/links/suggested_links.html"

    def post(self, request, page_id: int):
        try:
            mention = insert(self.page, request.POST.get("fingerprint", ""), request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _done(mention.words))
        return redirect(URL_NAME, page_id)

    def get_context_data(self, **kwargs):
        found = suggestions(self.page.get_latest_revision_as_object())
        pages = Page.objects.in_bulk([each.mention.owner for each in found])
        return super().get_context_data(
            **kwargs,
            edit_url=self.edit_url,
            why_not=self.why_not(),
            rows=[(each, pages[each.mention.owner]) for each in found],
        )

    def why_not(self) -> str:
        """Why no link can be inserted now, "" where one can."""
        try:
            check_may_edit(self.page, self.request.user)
        except Refused as refused:
            return str(refused)
        return ""


def _done(words: str) -> str:
    return _("“%(words)s” is a link now, in a draft: publish it when it is ready.") % {
        "words": words
    }
