"""Blocks that show a practitioner or another condition."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..lib.facets import CARD, NAME
from .base import ShownPageBlock, ShownPageChooserBlock, ShownPageValue, Slot


class PractitionerBlock(ShownPageBlock):
    practitioner = ShownPageChooserBlock(
        "clinic_pages.PractitionerPage", image_field="photo", label=_("Practitioner")
    )

    class Meta:
        icon = "user"
        label = _("Practitioner")
        group = _("For the patient")
        description = _("Name, role and photo of a practitioner, with a link to their page.")
        template = "clinic_pages/blocks/practitioner.html"
        shows = "practitioner"
        facets = (NAME, CARD)

    def sample(self):
        return {
            "practitioner": self.sample_page(
                title=gettext("Dr Maeve Lin"), role=gettext("Acupuncturist")
            )
        }


class RelatedConditionValue(ShownPageValue):
    slot = Slot.RELATED


class RelatedConditionBlock(ShownPageBlock):
    condition = ShownPageChooserBlock("clinic_pages.ConditionPage", label=_("Condition"))

    class Meta:
        icon = "doc-full"
        label = _("Related condition")
        group = _("For the patient")
        description = _("A link to another condition, with its summary.")
        template = "clinic_pages/blocks/related_condition.html"
        value_class = RelatedConditionValue
        shows = "condition"
        facets = (NAME, CARD)

    def sample(self):
        return {
            "condition": self.sample_page(
                title=gettext("Low back pain"),
                summary=gettext("Pain between the ribs and the hips."),
            )
        }
