"""The links that a page's text could have, and the texts that have its old name, in the admin."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from ..lib.beside_form import BesideForm
from ..lib.editing import Refused, changed_meanwhile, check_may_edit
from .dismissals import dismiss, dismissed_on, restore
from .listing import texts_naming
from .renames import old_name_in
from .suggestions import URL_NAME, insert, suggestions

# What a button does with a page that is named, and what is said then.
STEPS = {
    "dismiss": (dismiss, gettext_lazy("A link to “%(title)s” is suggested no more on this page.")),
    "restore": (restore, gettext_lazy("A link to “%(title)s” is suggested again.")),
}


class BesideFormView(BesideForm, WagtailAdminTemplateMixin, TemplateView):
    """About one page, for those who may edit it."""

    header_icon = "link"

    def dispatch(self, request, *args, **kwargs):
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> Page:
        return get_object_or_404(Page, pk=self.kwargs["page_id"])


class OldNameView(BesideFormView):
    """Lists the texts that still have the name which a page had before; ?name=, signed."""

    page_title = gettext_lazy("Texts with the old name")
    template_name = "clinic_pages/links/old_name.html"

    def get_context_data(self, **kwargs):
        name = old_name_in(self.request.GET.get("name", ""))
        listing = texts_naming([name], self.request.user, [self.page.pk], [self.page.title])
        return super().get_context_data(
            **kwargs,
            edit_url=self.edit_url,
            name=name,
            part={"listing": listing, "is_removal": False},
        )


class SuggestedLinksView(BesideFormView):
    """Lists them for the page's latest draft, and inserts, dismisses or brings back one."""

    page_title = gettext_lazy("Suggested links")
    template_name = "clinic_pages/links/suggested_links.html"

    def post(self, request, page_id: int):
        step = next((each for each in STEPS if each in request.POST), None)
        if step:
            self._decide(step, request.POST[step])
        else:
            self._insert(request.POST.get("fingerprint", ""))
        return redirect(URL_NAME, page_id)

    def _decide(self, step: str, target: str) -> None:
        on_screen = Page.objects.filter(pk__in=self._named(step))
        page = on_screen.filter(pk=target if target.isdecimal() else None).first()
        if page is None:
            messages.error(self.request, str(changed_meanwhile(self.page)))
            return
        decide, said = STEPS[step]
        decide(self.page, page, self.request.user)
        messages.success(self.request, said % {"title": page.title})

    def _named(self, step: str) -> set[int]:
        """The pages that the step may be about."""
        if step == "restore":
            return dismissed_on(self.page)
        found = suggestions(self.page.get_latest_revision_as_object())
        return {each.mention.owner for each in found}

    def _insert(self, fingerprint: str) -> None:
        try:
            mention = insert(self.page, fingerprint, self.request.user)
        except Refused as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, _done(mention.words))

    def get_context_data(self, **kwargs):
        found = suggestions(self.page.get_latest_revision_as_object())
        pages = Page.objects.in_bulk([each.mention.owner for each in found])
        css = [versioned_static("clinic_pages/lib/stacked.css")]
        return super().get_context_data(
            **kwargs,
            media=forms.Media(css={"all": css}),
            edit_url=self.edit_url,
            why_not=self.why_not(),
            rows=[(each, pages[each.mention.owner]) for each in found],
            dismissed=Page.objects.filter(pk__in=dismissed_on(self.page)).order_by("title", "pk"),
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
