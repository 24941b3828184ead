"""Wagtail's own views that take one page from visitors, which here ask first, and once.

Wagtail before 8 has no such views for a type of pages: import this module only where it has.
"""

from django.utils.functional import cached_property
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry
from wagtail.models import BaseViewRestriction

from ..pages.base import ClinicPage
from .removal import RESTRICT, UNPUBLISH, Removal, ask, ask_about_pages

MODAL = "clinic_pages/showing/confirm_in_modal.html"


class UnpublishPageView(UnpublishView):
    def get(self, request, *args, **kwargs):
        asked = ask_about_pages(request, [self.object], UNPUBLISH)
        return asked or super().get(request, *args, **kwargs)


class PrivacyView(SetPrivacyView):
    """In a dialog of the page's form."""

    def form_valid(self, form):
        is_public = form.cleaned_data["restriction_type"] == BaseViewRestriction.NONE
        asked = None if is_public or self.restriction else self._asked()
        return asked or super().form_valid(form)

    def _asked(self):
        removal = Removal(RESTRICT, [self.page], self.request.user, along=True)
        asked = ask(self.request, removal)
        if asked is None:
            return None
        step = {"step": "set_privacy"}
        return render_modal_workflow(
            self.request, MODAL, template_vars=asked.context_data, json_data=step
        )


class ClinicPageViewSet(PageViewSet):
    """Of pages of ours and of types built on them. A host's own for its type comes before this."""

    unpublish_view_class = UnpublishPageView
    set_privacy_view_class = PrivacyView

    @cached_property
    def parent_models(self):
        return []

    def on_register(self):
        # The type itself has no table, and so no lists.
        page_viewset_registry.register(ClinicPage, self)
