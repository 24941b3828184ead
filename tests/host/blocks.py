"""Blocks of a host: one that answers the plugin's questions, and one that knows nothing of them."""

from wagtail import blocks

from clinic_pages.blocks import BodyBlock
from clinic_pages.blocks.base import EditorWords, ShownPageBlock, ShownPageValue, Slot
from clinic_pages.lib.facets import NAME


class OfferValue(ShownPageValue):
    slot = Slot.KEY_FACTS

    def contents_heading(self, page) -> str:
        return "" if self.why_hidden(page) else f"Our offer: {self.target.title}"

    def offers(self, page) -> list[str]:
        return [each.title for each in self.shown_pages(page)]


class OfferWords(EditorWords):
    @staticmethod
    def how_shown(block, raw):
        return ["As an offer"]

    @staticmethod
    def what_is_lost(block, raw, target, page, gone):
        return f"No longer offers {target.title}."


class OfferBlock(ShownPageBlock):
    what = blocks.PageChooserBlock("clinic_pages.TherapyPage")

    editor_words = OfferWords

    class Meta:
        shows = "what"
        facets = (NAME,)
        value_class = OfferValue
        template = "host/offer.html"

    def sample(self):
        return {"what": self.sample_page(title="Sauna")}


class PlainBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock()

    class Meta:
        label = "Plain"
        template = "host/plain.html"


class HostBody(BodyBlock):
    offer = OfferBlock()
    plain = PlainBlock()
