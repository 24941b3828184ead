"""Wagtail's own views that take something from visitors, which here ask first, and once.

Imports the admin's views: for `admin` alone.
"""

from django.utils.functional import cached_property
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages import bulk_actions as of_pages
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.viewsets import pages as viewsets
from wagtail.documents import get_document_model
from wagtail.documents.views import documents
from wagtail.documents.views.bulk_actions import DeleteBulkAction as DeleteDocuments
from wagtail.images import get_image_model
from wagtail.images.views import images
from wagtail.images.views.bulk_actions import DeleteBulkAction as DeleteImages
from wagtail.models import BaseViewRestriction, Page
from wagtail.snippets.views import snippets

from ..pages.base import ClinicPage
from .removal import DELETE, RESTRICT, UNPUBLISH, Removal, ask, ask_about_others, ask_about_pages

MODAL = "clinic_pages/showing/confirm_in_modal.html"


class UnpublishPageView(UnpublishView):
    def get(self, request, *args, **kwargs):
        asked = ask_about_pages(request, [self.object], UNPUBLISH)
        return asked or super().get(request, *args, **kwargs)


class UnpublishSnippetView(snippets.UnpublishView):
    def get(self, request, *args, **kwargs):
        asked = ask_about_others(request, [self.object], UNPUBLISH)
        return asked or super().get(request, *args, **kwargs)


class AsksBeforeDeleting:
    def run_before_hook(self):
        return ask_about_others(self.request, [self.object], DELETE) or super().run_before_hook()


class DeleteImageView(AsksBeforeDeleting, images.DeleteView):
    pass


class DeleteDocumentView(AsksBeforeDeleting, documents.DeleteView):
    pass


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


# --- Several at once -----------------------------------------------------------------------------


class AsksFirst:
    """What is sent is asked about by the hook `before_bulk_action`."""

    def get(self, request, *args, **kwargs):
        chosen, _no_access = self.get_actionable_objects()
        return ask_in_bulk(request, self.action_type, chosen, self) or super().get(request)


def ask_in_bulk(request, action: str, chosen, view):
    """Snippets are asked about by `before_delete_snippet`."""
    if action not in (DELETE, UNPUBLISH):
        return None
    if view.model is Page:
        return ask_about_pages(request, list(chosen), action)
    is_file = view.model in (get_image_model(), get_document_model())
    return ask_about_others(request, chosen, action) if is_file else None


class UnpublishPages(AsksFirst, of_pages.UnpublishBulkAction):
    pass


class DeletePages(AsksFirst, of_pages.DeleteBulkAction):
    pass


class DeleteSeveralImages(AsksFirst, DeleteImages):
    pass


class DeleteSeveralDocuments(AsksFirst, DeleteDocuments):
    pass


BULK_ACTIONS = (UnpublishPages, DeletePages, DeleteSeveralImages, DeleteSeveralDocuments)


# --- Pages of ours and of types built on them ----------------------------------------------------

# Wagtail before 8 knows no views for a type of pages: there the question comes after its own.
BaseViewSet = getattr(viewsets, "PageViewSet", None)

if BaseViewSet:

    class ClinicPageViewSet(BaseViewSet):
        """A host's own viewset for a type of pages comes before this."""

        unpublish_view_class = UnpublishPageView
        set_privacy_view_class = PrivacyView

        @cached_property
        def parent_models(self):
            return []

        def on_register(self):
            # The type itself has no table, and so no lists.
            viewsets.page_viewset_registry.register(ClinicPage, self)


def viewsets_of_pages() -> list:
    return [ClinicPageViewSet("clinic_pages")] if BaseViewSet else []
