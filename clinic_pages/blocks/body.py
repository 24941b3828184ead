"""What a page body is made of."""

from wagtail import blocks

from ..lib.api_fields import asks_an_editor
from .arrangement import count_opening, with_one_booking
from .base import block_answers
from .booking import BookingBlock
from .care import CareCardBlock
from .clinic import WhereAndWhenBlock
from .facts import KeyFactsBlock
from .images import CaptionedImageBlock
from .pages import PractitionerBlock, RelatedConditionBlock
from .prices import PriceListBlock
from .questions import QuestionsBlock
from .references import ReferencesBlock
from .sections import SectionBlock
from .tables import TableBlock
from .therapies import TherapyBlock
from .therapies_together import TherapiesTogetherBlock


class BodyBlock(blocks.StreamBlock):
    """What a page body is made of. A host adds blocks by subclassing: setting BODY_BLOCK."""

    section = SectionBlock()
    image = CaptionedImageBlock()
    table = TableBlock()
    therapy = TherapyBlock()
    therapies_together = TherapiesTogetherBlock()
    price_list = PriceListBlock()
    care_card = CareCardBlock()
    key_facts = KeyFactsBlock()
    questions = QuestionsBlock()
    references = ReferencesBlock()
    practitioner = PractitionerBlock()
    related_condition = RelatedConditionBlock()
    where_and_when = WhereAndWhenBlock()
    booking = BookingBlock()

    class Meta:
        template = "clinic_pages/blocks/body.html"
        # A line for each: the page's form shows what it is made of. What is to be written is open,
        # and what is wrong: see pages/unfold.js.
        collapsed = True
        block_counts = {"booking": {"max_num": 1}}

    def get_api_representation(self, value, context=None):
        """Nobody but editors learns what stands in a block that visitors do not see."""
        given = super().get_api_representation(value, context)
        if asks_an_editor(context):
            return given
        pairs = zip(given, value, strict=True)
        return [each for each, child in pairs if not block_answers(child).why_hidden(None)]

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        shown = with_one_booking(value)
        opening = count_opening(shown) if context.get("opens") else 0
        context["shown"] = [(child, number < opening) for number, child in enumerate(shown)]
        return context
