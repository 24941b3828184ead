"""The page among search results, under *Promote*."""

from django import forms
from wagtail.admin.panels import Panel
from wagtail.admin.staticfiles import versioned_static

from ..pages.panels import PANELS


@PANELS.register("page_checks")
class SearchResultPanel(Panel):
    """Shows how the page would stand among search results, while it is written, and what keeps its
    last saved state from being found. The template asks for both."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_pages/page_checks/search_result_panel.html"

        @property
        def media(self):
            return forms.Media(
                js=[versioned_static("clinic_pages/page_checks/search_result.js")],
                css={"all": [versioned_static("clinic_pages/page_checks/search_result.css")]},
            )
