"""The number of suggested links, in the page's form."""

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from ..pages.panels import PANELS
from .suggestions import URL_NAME, suggestions


@PANELS.register("links")
class SuggestedLinksPanel(Panel):
    """Tells the editor how many other pages the saved text names without a link, and where to put
    these in."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_pages/links/suggested_links_panel.html"

        @cached_property
        def count(self) -> int:
            page = self.instance
            return len(suggestions(page)) if page.pk else 0

        def is_shown(self):
            return self.count > 0

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["url"] = reverse(URL_NAME, args=[self.instance.pk])
            return context
