"""The page among search results, under *Promote*."""

from django import forms
from django.forms.widgets import Script
from django.utils.translation import gettext as _
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
                js=[
                    versioned_static("clinic_pages/page_checks/search_result.js"),
                    Script(versioned_static("clinic_pages/page_checks/checks_panel.js"), **_said()),
                ],
                css={"all": [versioned_static("clinic_pages/page_checks/search_result.css")]},
            )


def _said() -> dict[str, str]:
    """What the script says of places on the page."""
    return {
        "data-below": _("below “%s”"),
        "data-button": _("Button"),
        "data-field": _("Go to the field"),
        "data-heading": _("Heading"),
        "data-link": _("Link"),
        "data-page": _("Somewhere on the page"),
        "data-picture": _("Picture"),
        "data-table": _("Table"),
    }
