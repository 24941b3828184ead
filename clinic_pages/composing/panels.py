"""The therapies of a page, to be ticked in its form."""

from django import forms
from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.admin.staticfiles import versioned_static

from ..overrides.bodies import therapy_block_names
from ..pages.panels import PANELS
from ..pages.therapies import TherapyPage

# More are folded at first: the content should be seen without scrolling.
FEW = 16


@PANELS.register("therapies")
class TherapiesPanel(Panel):
    """Ticks for the therapies in the page's language. What is ticked is what blocks of the form
    show: the ticks themselves are not sent."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_pages/composing/therapies_panel.html"

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.names = therapy_block_names(self.panel.model)
            found = TherapyPage.objects.filter(locale=self.instance.locale_id, alias_of=None)
            self.therapies = list(found.order_by("path").values_list("pk", "title", "live"))

        def is_shown(self):
            return bool(self.names and self.therapies)

        def classes(self):
            are_many = len(self.therapies) > FEW
            return [*super().classes(), "collapsed"] if are_many else super().classes()

        @property
        def media(self):
            script = versioned_static("clinic_pages/composing/therapies.js")
            style = versioned_static("clinic_pages/composing/therapies.css")
            return super().media + forms.Media(js=[script], css={"all": [style]})

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["therapies"] = self.therapies
            context["names"] = " ".join(sorted(self.names))
            context["url"] = reverse("clinic_pages_composing:therapy_block", args=[0])
            return context
