"""Wagtail's own views that take snippets, files and pages in bulk from visitors, which here ask
first, and once; those of one page are in `asking_pages`.

Imports the admin's views: for `admin` alone.
"""

from wagtail.admin.views.pages import bulk_actions as of_pages
from wagtail.documents import get_document_model
from wagtail.documents.views import documents
from wagtail.documents.views.bulk_actions import DeleteBulkAction as DeleteDocuments
from wagtail.images import get_image_model
from wagtail.images.views import images
from wagtail.images.views.bulk_actions import DeleteBulkAction as DeleteImages
from wagtail.models import Page
from wagtail.snippets.views import snippets

from .removal import DELETE, UNPUBLISH, ask_about_others, ask_about_pages


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
