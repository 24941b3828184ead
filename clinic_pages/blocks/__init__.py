"""The blocks that editors compose pages from, a module per family."""

from .body import BodyBlock
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

__all__ = [
    "BodyBlock",
    "BookingBlock",
    "CaptionedImageBlock",
    "CareCardBlock",
    "KeyFactsBlock",
    "PractitionerBlock",
    "PriceListBlock",
    "QuestionsBlock",
    "ReferencesBlock",
    "RelatedConditionBlock",
    "SectionBlock",
    "TableBlock",
    "TherapiesTogetherBlock",
    "TherapyBlock",
    "WhereAndWhenBlock",
]
