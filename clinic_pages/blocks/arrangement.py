"""The order in which a condition page shows its blocks.

Visitors meet every condition page in the same order: what is urgent first, what leads away last.
Between these stands the body's main part, in the editor's own order. Each block says its slot.
"""

from collections.abc import Iterable
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue

from .base import BlockAnswers, Slot, block_answers

# Ids that the page around the blocks uses.
TAKEN = (
    "booking", "clinic-where", "contents", "main", "related-conditions", "search-query", "site-nav",
)  # fmt: skip
# Fewer headings need no list of contents.
FEWEST_CONTENTS = 3


class ArrangedBlock(NamedTuple):
    """A block in its slot.

    anchor, heading: for the list of contents; "" where it has none.
    opens: whether no heading but the page's own stands above it.
    """

    block: StreamValue.StreamChild
    anchor: str
    heading: str
    opens: bool = False

    @property
    def answers(self) -> BlockAnswers:
        return block_answers(self.block)


class Arrangement:
    """The blocks of `page.body`, in the editor's order and each in its slot."""

    def __init__(self, page):
        self.page = page
        self.blocks: list[ArrangedBlock] = []
        self.slots: dict[Slot, list[ArrangedBlock]] = {slot: [] for slot in Slot}
        anchors = Anchors()
        for block in with_one_booking(page.body):
            answers = block_answers(block)
            heading = answers.contents_heading(page)
            arranged = ArrangedBlock(block, anchors.make(heading) if heading else "", heading)
            self.blocks.append(arranged)
            self.slots[answers.slot].append(arranged)
        if not self.emergencies and not self.contents:
            opening = count_opening(each.block for each in self.main)
            self.main[:opening] = [each._replace(opens=True) for each in self.main[:opening]]

    @property
    def emergencies(self) -> list[ArrangedBlock]:
        return self.slots[Slot.EMERGENCIES]

    @property
    def key_facts(self) -> list[ArrangedBlock]:
        return self.slots[Slot.KEY_FACTS]

    @property
    def main(self) -> list[ArrangedBlock]:
        return self.slots[Slot.MAIN]

    @property
    def questions(self) -> list[ArrangedBlock]:
        return self.slots[Slot.QUESTIONS]

    @property
    def references(self) -> list[ArrangedBlock]:
        return self.slots[Slot.REFERENCES]

    @property
    def related(self) -> list[ArrangedBlock]:
        return self.slots[Slot.RELATED]

    @cached_property
    def computed_related(self) -> list:
        """Conditions like that of the page, where the editor chose none."""
        is_chosen = any(row.answers.target for row in self.related)
        return [] if is_chosen else self.page.computed_related

    @cached_property
    def shown_related(self) -> list:
        """The related conditions that visitors see."""
        shown = [each for row in self.related for each in row.answers.shown_pages(self.page)]
        return shown + self.computed_related

    @cached_property
    def contents(self) -> list[tuple[str, str]]:
        """(anchor, heading) in the order of the page, [] for a page with few headings."""
        before = [each for each in self.main if each.heading]
        after = [each for each in (*self.questions, *self.references) if each.heading]
        entries = [(each.anchor, each.heading) for each in before]
        if not self.page.places_booking:
            entries.append(("booking", _("Booking")))
        entries += [(each.anchor, each.heading) for each in after]
        if self.shown_related:
            entries.append(("related-conditions", _("Related conditions")))
        return entries if len(entries) >= FEWEST_CONTENTS else []


class Anchors:
    """Makes ids of headings, each once on a page."""

    def __init__(self, taken: Iterable[str] = TAKEN):
        self.taken = set(taken)

    def make(self, heading: str) -> str:
        base = slugify(heading, allow_unicode=True) or "part"
        numbered = (f"{base}-{number}" for number in range(2, len(self.taken) + 3))
        anchor = next(each for each in (base, *numbered) if each not in self.taken)
        self.taken.add(anchor)
        return anchor


def count_opening(blocks: Iterable) -> int:
    """How many of the first blocks come before any that has a heading."""
    return sum(1 for _ in takewhile(lambda block: not block_answers(block).has_heading, blocks))


def with_one_booking(stream: StreamValue) -> list:
    """Content from an import or the API has not met max_num: only the first booking is shown."""
    blocks = list(stream)
    bookings = [block for block in blocks if block_answers(block).is_booking]
    return [block for block in blocks if block not in bookings[1:]]
