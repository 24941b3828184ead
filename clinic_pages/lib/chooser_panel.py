"""A panel in which several are chosen at once."""

from wagtail.admin.panels import MultipleChooserPanel

from .wording import in_sentence


class ChooserPanel(MultipleChooserPanel):
    """Wagtail's, whose button puts any label in small letters: German nouns have capitals."""

    class BoundPanel(MultipleChooserPanel.BoundPanel):
        template_name = "clinic_pages/lib/chooser_panel.html"

        @property
        def label_in_sentence(self) -> str:
            return in_sentence(str(self.label))
