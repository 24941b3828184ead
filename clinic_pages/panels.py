"""Panels of the page editor."""

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel
from wagtail.admin.staticfiles import versioned_static

from . import link_suggestions
from .fields import stream_children


def hidden_blocks(page) -> list[tuple[str, str]]:
    """(which block, reason) for each block of the page that visitors do not see."""
    found = []
    for number, child in enumerate(stream_children(page), 1):
        explain = getattr(child.value, "why_hidden", None)
        if explain and (reason := explain(page)):
            names = {"number": number, "label": child.block.label}
            found.append((_("Block %(number)d, %(label)s") % names, reason))
    return found


def count_stale_overrides(page) -> int:
    """How many texts of the body were written against an older shared text."""
    values = (child.value for child in stream_children(page))
    return sum(getattr(value, "is_stale", False) for value in values)


class HiddenBlocksPanel(Panel):
    """Tells the editor which blocks of the saved page visitors do not see, and why, and how many
    show a text that was written against an older shared text."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_pages/admin/hidden_blocks_panel.html"

        def is_shown(self):
            return bool(hidden_blocks(self.instance) or count_stale_overrides(self.instance))

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["hidden_blocks"] = hidden_blocks(self.instance)
            context["stale_count"] = count_stale_overrides(self.instance)
            return context


class SearchResultPanel(Panel):
    """Shows how the page would stand among search results, while it is written, and what keeps its
    last saved state from being found. The template asks for both."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_pages/admin/search_result_panel.html"

        @property
        def media(self):
            return forms.Media(
                js=[versioned_static("clinic_pages/admin/search_result.js")],
                css={"all": [versioned_static("clinic_pages/admin/search_result.css")]},
            )


class ShownOnPanel(Panel):
    """Tells the editor of something that is stored on which pages it is shown.

    What it says comes with the instance: see PreviewedOnPages.shown_on.
    """

    # More pages than that are folded away at first.
    FEW = 8

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_pages/admin/shown_on_panel.html"

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.shown_on = getattr(self.instance, "shown_on", None)
            if self.shown_on:
                self.heading = self.shown_on.title

        def is_shown(self):
            return self.shown_on is not None

        def classes(self):
            is_long = self.shown_on and len(self.shown_on.listing.rows) > self.panel.FEW
            return [*super().classes(), "collapsed"] if is_long else super().classes()


class CalendarAddressPanel(Panel):
    """Shows the secret address of a practitioner's calendar, and where to change it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_pages/admin/calendar_address_panel.html"

        def is_shown(self):
            return bool(self.instance.pk and self.instance.feed_url)


class SuggestedLinksPanel(Panel):
    """Tells the editor how many other pages the saved text names without a link, and where to put
    these in."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_pages/admin/suggested_links_panel.html"

        @cached_property
        def count(self) -> int:
            page = self.instance
            return len(link_suggestions.suggestions(page)) if page.pk else 0

        def is_shown(self):
            return self.count > 0

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["url"] = reverse(link_suggestions.URL_NAME, args=[self.instance.pk])
            return context
