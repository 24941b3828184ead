"""The blocks that editors compose pages from, a module per family."""

from .body import BodyBlock
from .booking import BookingBlock
from .care import CareCardBlock
from .clinic import WhereAndWhenBlock
from .facts import KeyFactsBlock
from .images import CaptionedImageBlock
from .pages import PractitionerBlock, RelatedConditionBlock
from .questions import QuestionsBlock
from .references import ReferencesBlock
from .sections import SectionBlock
from .therapies import TherapyBlock
from .therapies_together import TherapiesTogetherBlock

__all__ = [
    "BodyBlock",
    "BookingBlock",
    "CaptionedImageBlock",
    "CareCardBlock",
    "KeyFactsBlock",
    "PractitionerBlock",
    "QuestionsBlock",
    "ReferencesBlock",
    "RelatedConditionBlock",
    "SectionBlock",
    "TherapiesTogetherBlock",
    "TherapyBlock",
    "WhereAndWhenBlock",
]
