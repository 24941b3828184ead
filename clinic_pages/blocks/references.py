"""The sources that a page relies on."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import ClinicStructBlock, ClinicStructValue, Slot


class ReferenceBlock(blocks.StructBlock):
    citation = blocks.TextBlock(
        label=_("Source"),
        rows=2,
        help_text=_("Who wrote it, its title, where and when it appeared."),
    )
    url = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Source")
        label_format = "{citation}"


class ReferencesValue(ClinicStructValue):
    slot = Slot.REFERENCES

    def contents_heading(self, page) -> str:
        return gettext("Sources")

    def cited_works(self) -> list[tuple[str, str]]:
        return [(each["citation"], each.get("url") or "") for each in self["references"]]


class ReferencesBlock(ClinicStructBlock):
    references = blocks.ListBlock(ReferenceBlock(), label=_("Sources"))

    class Meta:
        icon = "openquote"
        label = _("Sources")
        group = _("For the patient")
        description = _("What the page relies on. On a condition page it stands near the end.")
        template = "clinic_pages/blocks/references.html"
        value_class = ReferencesValue

    def sample(self):
        source = {
            "citation": gettext("NICE guideline NG59: Low back pain and sciatica in over 16s."),
            "url": "https://www.nice.org.uk/guidance/ng59",
        }
        return {"references": [source]}
