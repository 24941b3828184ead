"""Wagtail's forms of pictures and documents, which here say on which pages these are shown.

Imports the admin's views: for `admin` alone.
"""

from wagtail.documents.views import documents
from wagtail.images.views import images

from .shown_on import tell_editor


class TellsWhereShown:
    def get_object(self, queryset=None):
        file = super().get_object(queryset)
        tell_editor(file, self.request)
        return file

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        # As the panel's template has its panel.
        return context | {"self": self.object}


class EditImageView(TellsWhereShown, images.EditView):
    template_name = "clinic_pages/showing/edit_image.html"


class EditDocumentView(TellsWhereShown, documents.EditView):
    template_name = "clinic_pages/showing/edit_document.html"
