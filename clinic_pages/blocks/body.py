"""What a page body is made of."""

from wagtail import blocks

from .arrangement import count_opening, with_one_booking
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

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        shown = with_one_booking(value)
        opening = count_opening(shown) if context.get("opens") else 0
        context["shown"] = [(child, number < opening) for number, child in enumerate(shown)]
        return context
