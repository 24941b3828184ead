"""What the form of a therapy, practitioner or booking box says of where it is shown."""

from wagtail.admin.panels import Panel

from ..pages.panels import PANELS


@PANELS.register("showing")
class ShownOnPanel(Panel):
    """Tells the editor of something that is stored on which pages it is shown.

    What it says comes with the instance, a PreviewedOnPages: see its `shown_on`.
    """

    # More pages than that are folded away at first.
    FEW = 8

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_pages/showing/shown_on_panel.html"

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.shown_on = self.instance.shown_on
            if self.shown_on:
                self.heading = self.shown_on.title

        def is_shown(self):
            return self.shown_on is not None

        def classes(self):
            is_long = self.shown_on and len(self.shown_on.listing.rows) > self.panel.FEW
            return [*super().classes(), "collapsed"] if is_long else super().classes()
