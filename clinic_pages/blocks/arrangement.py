"""The order in which a condition page shows its blocks.

Visitors meet every condition page in the same order: what is urgent first, what leads away last.
Between these stands the body's main part, in the editor's own order.
"""

from collections.abc import Iterable
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue

# Block types that have a place of their own; `emergencies` are told by their level.
PLACES = {
    "key_facts": "key_facts",
    "questions": "questions",
    "references": "references",
    "related_condition": "related",
}
# Ids that the page around the blocks uses.
TAKEN = (
    "booking", "clinic-where", "contents", "main", "related-conditions", "search-query", "site-nav",
)  # fmt: skip
# Fewer headings need no list of contents.
FEWEST_CONTENTS = 3


class Part(NamedTuple):
    """A block at its place.

    anchor, heading: for the list of contents; "" where it has none.
    opens: whether no heading but the page's own stands above it.
    """

    block: StreamValue.StreamChild
    anchor: str
    heading: str
    opens: bool = False


class Arrangement:
    """The blocks of `page.body`, each in a list of parts by its place."""

    def __init__(self, page):
        self.page = page
        # All of them, in the editor's order.
        self.parts: list[Part] = []
        self.emergencies: list[Part] = []
        self.key_facts: list[Part] = []
        self.main: list[Part] = []
        self.questions: list[Part] = []
        self.references: list[Part] = []
        self.related: list[Part] = []
        anchors = Anchors()
        for block in _with_one_booking(page.body):
            heading = _heading_of(block, page)
            part = Part(block, anchors.make(heading) if heading else "", heading)
            self.parts.append(part)
            getattr(self, _place_of(block)).append(part)
        if not self.emergencies and not self.contents:
            opening = count_opening(part.block for part in self.main)
            self.main[:opening] = [part._replace(opens=True) for part in self.main[:opening]]

    @cached_property
    def computed_related(self) -> list:
        """Conditions like that of the page, where the editor chose none."""
        chosen = any(part.block.value.target for part in self.related)
        return [] if chosen else self.page.computed_related

    @cached_property
    def shown_related(self) -> list:
        """The related conditions that visitors see."""
        values = [part.block.value for part in self.related]
        shown = [value.target for value in values if not value.why_hidden(self.page)]
        return shown + self.computed_related

    @cached_property
    def contents(self) -> list[tuple[str, str]]:
        """(anchor, heading) in the order of the page, [] for a page with few headings."""
        before = [part for part in self.main if part.heading]
        after = [part for part in (*self.questions, *self.references) if part.heading]
        entries = [(part.anchor, part.heading) for part in before]
        if not self.page.places_booking:
            entries.append(("booking", _("Booking")))
        entries += [(part.anchor, part.heading) for part in after]
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
    return sum(1 for _ in takewhile(_has_no_heading, blocks))


def _has_no_heading(block) -> bool:
    if block.block_type == "section":
        return not block.value.contents_heading(None)
    return block.block_type in ("image", "key_facts", "therapies_together")


def _with_one_booking(stream: StreamValue) -> list:
    """Content from an import or the API has not met max_num: only the first booking is shown."""
    blocks = list(stream)
    bookings = [block for block in blocks if block.block_type == "booking"]
    return [block for block in blocks if block not in bookings[1:]]


def _place_of(block) -> str:
    if getattr(block.value, "is_emergency", False):
        return "emergencies"
    return PLACES.get(block.block_type, "main")


def _heading_of(block, page) -> str:
    """What the list of contents calls a block; "" without a heading, and when hidden."""
    of = getattr(block.value, "contents_heading", None)
    return of(page) if of else ""
