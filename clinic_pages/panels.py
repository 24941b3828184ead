"""Panels of the page editor."""

from wagtail.admin.panels import Panel


def hidden_blocks(page) -> list[tuple[str, str]]:
    """(block's label, reason) for each block of the body that visitors do not see."""
    found = []
    for child in getattr(page, "body", None) or []:
        explain = getattr(child.value, "why_hidden", None)
        if explain and (reason := explain(page)):
            found.append((child.block.label, reason))
    return found


class HiddenBlocksPanel(Panel):
    """Tells the editor which blocks of the saved page visitors do not see, and why."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_pages/admin/hidden_blocks_panel.html"

        def is_shown(self):
            return bool(hidden_blocks(self.instance))

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["hidden_blocks"] = hidden_blocks(self.instance)
            return context
