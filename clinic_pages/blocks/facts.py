"""The most important in a few words."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..lib.fields import INLINE_FEATURES
from .base import ClinicStructBlock, ClinicStructValue, Slot


class FactBlock(blocks.StructBlock):
    term = blocks.CharBlock(label=_("What"), help_text=_("For example “How long it lasts”."))
    detail = blocks.RichTextBlock(label=_("Answer"), features=INLINE_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Fact")
        label_format = "{term}"


class KeyFactsValue(ClinicStructValue):
    slot = Slot.KEY_FACTS
    has_heading = False


class KeyFactsBlock(ClinicStructBlock):
    facts = blocks.ListBlock(FactBlock(), label=_("Facts"))

    class Meta:
        icon = "list-ul"
        label = _("Key facts")
        group = _("For the patient")
        description = _("The most important in a few words. On a condition page it stands on top.")
        template = "clinic_pages/blocks/key_facts.html"
        value_class = KeyFactsValue

    def sample(self):
        fact = {
            "term": gettext("How long it lasts"),
            "detail": gettext("<p>Mostly four to six weeks.</p>"),
        }
        return {"facts": [fact]}
