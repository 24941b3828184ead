"""Says on the admin's first screen that nobody publishes what is scheduled."""

from wagtail import hooks
from wagtail.admin.ui.components import Component

from ..lib.editing import edits_pages
from .overdue import overdue


class OverduePanel(Component):
    """Shown to editors, who wait for it; they tell whoever looks after the site."""

    name = "clinic_overdue"
    template_name = "clinic_pages/scheduling/overdue_panel.html"
    # Above Wagtail's own.
    order = 10

    def get_context_data(self, parent_context):
        is_editor = edits_pages(parent_context["request"].user)
        return {"overdue": overdue() if is_editor else None}


@hooks.register("construct_homepage_panels")
def add_overdue(request, panels):
    panels.append(OverduePanel())
