"""What the form of something that other pages show says of where it is shown."""

from django import forms
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel
from wagtail.admin.staticfiles import versioned_static

from ..pages.panels import PANELS
from .shown_on import tell_editor


@PANELS.register("showing")
class ShownOnPanel(Panel):
    """Tells the editor of something that is stored on which pages it is shown.

    What it says comes with the instance, a PreviewedOnPages: see its `shown_on`. So do the modes of
    the preview beside the form, which Wagtail asks for without saying who is asking.
    """

    # More pages than that are folded away at first.
    FEW = 8

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_pages/showing/shown_on_panel.html"

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            tell_editor(self.instance, self.request)
            self.shown_on = self.instance.shown_on
            if self.shown_on:
                self.heading = self.shown_on.title

        @property
        def media(self):
            return forms.Media(js=[versioned_static("clinic_pages/showing/preview_here.js")])

        def is_shown(self):
            return self.shown_on is not None

        def classes(self):
            is_long = self.shown_on and len(self.shown_on.listing.rows) > self.panel.FEW
            return [*super().classes(), "collapsed"] if is_long else super().classes()


@PANELS.register("prices")
class PricesPanel(Panel):
    """Tells the editor of a therapy where else its price is read: in price lists and on cards."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_pages/showing/prices_panel.html"

        @cached_property
        def listing(self):
            return self.instance.shown_on.prices

        def is_shown(self):
            return self.instance.shown_on is not None and self.listing.count > 0
