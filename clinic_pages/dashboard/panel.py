"""What waits for an editor, on the admin's first screen."""

from django import forms
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component

from ..lib.editing import edits_pages
from ..lib.needs import needs_of


class NeedsPanel(Component):
    name = "clinic_needs"
    template_name = "clinic_pages/dashboard/needs_panel.html"
    # Above all others.
    order = 50

    @property
    def media(self):
        return forms.Media(css={"all": [versioned_static("clinic_pages/dashboard/needs.css")]})

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        is_editor = edits_pages(user)
        return {"is_editor": is_editor, "needs": needs_of(user) if is_editor else []}
