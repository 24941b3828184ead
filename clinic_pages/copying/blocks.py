"""The blocks of a page as they are copied, and whether another page can have them.

A copy is the stored value without its ids, so that it gets ids of its own where it goes. The memory
of an override is a part of the value and goes along: what was written against an older shared text
is as old on the other page.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from uuid import uuid4

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from ..blocks.base import block_answers
from ..grid.placing import labels_of
from ..lib.passages import HEADING
from ..overrides.bodies import BODY, body_block_of, therapy_block_names
from ..pages.therapies import TherapyPage

# Enough to tell two blocks of a kind from each other.
WORDS = 14


class SourceBlock(NamedTuple):
    """A block on the page from which it is copied. words: with what visitors see it begin."""

    id: str
    label: str
    words: str


@dataclass(frozen=True)
class Copies:
    """Blocks of the latest draft of `source`, as stored and without ids."""

    source: Page
    raw: list[dict]

    @cached_property
    def titles(self) -> dict[int, str]:
        """Those of the therapies that have a block among them. One query."""
        labels = labels_of(self.raw, therapy_block_names(type(self.source)))
        therapies = TherapyPage.objects.filter(pk__in=[x for x in labels if isinstance(x, int)])
        return dict(therapies.values_list("pk", "title"))

    @property
    def fingerprint(self) -> str:
        """Of all that goes to the other pages."""
        return hashlib.sha256(json.dumps(self.raw, sort_keys=True).encode()).hexdigest()[:16]


def source_blocks(draft: Page) -> list[SourceBlock]:
    """draft: a page with a body."""
    return [
        SourceBlock(child.id or "", str(child.block.label), _words_of(child, draft))
        for child in getattr(draft, BODY)
    ]


def _words_of(child, page: Page) -> str:
    shown = block_answers(child).shown_text(page).split("\n")
    lines = [each.removeprefix(HEADING) for each in shown if each]
    text = " ".join(lines or child.block.get_searchable_content(child.value))
    return Truncator(" ".join(text.split())).words(WORDS)


def copies_of(source: Page, draft: Page, ids: Iterable[str]) -> Copies:
    """Those of the blocks with these ids that are there, in the order of the page."""
    wanted = set(ids)
    stored = getattr(draft, BODY).raw_data
    return Copies(source, [without_ids(each) for each in stored if each.get("id") in wanted])


def without_ids(block):
    """A stored block without its id and those of what is in it, however deep."""
    return _changed(block, lambda item: {k: v for k, v in item.items() if k != "id"})


def with_own_ids(block):
    """The same with ids that nothing else has."""
    return _changed(block, lambda item: item | {"id": str(uuid4())})


def _changed(value, change: Callable[[dict], dict]):
    """A copy of stored data, with the change made on each block and item of a list in it."""
    if isinstance(value, list):
        return [_changed(each, change) for each in value]
    if not isinstance(value, dict):
        return value
    copied = {name: _changed(each, change) for name, each in value.items()}
    is_item = {"type", "value"} <= value.keys() <= {"type", "value", "id"}
    return change(copied) if is_item else copied


# --- On another page -----------------------------------------------------------------------------


def why_not_on(page: Page, body: list[dict], copies: Copies) -> str:
    """Why the page, with this stored body, cannot have the copies; "" where it can."""
    titles = {"page": page.get_admin_display_title()}
    if refused := _not_taken(type(page), type(copies.source), copies.raw):
        return _("“%(page)s” takes no block “%(block)s”.") % {**titles, "block": refused}
    if there := _there_already(type(page), body, copies):
        return _("“%(page)s” has “%(therapy)s” already.") % {**titles, "therapy": there}
    if full := _too_many(type(page), [*body, *copies.raw]):
        return _("“%(page)s” has no room for “%(block)s”.") % {**titles, "block": full}
    return ""


def _not_taken(model, source, raw: list[dict]) -> str:
    """The label of a block that pages of the type do not have, or have as another kind."""
    taken, own = body_block_of(model).child_blocks, body_block_of(source).child_blocks
    names = (each["type"] for each in raw)
    return next((str(own[n].label) for n in names if type(taken.get(n)) is not type(own[n])), "")


def _there_already(model, body: list[dict], copies: Copies) -> str:
    """What of the copies the page has: the title of a therapy, or the label of the same block."""
    names, there = therapy_block_names(model), [without_ids(each) for each in body]
    therapies = {*labels_of(body, names)}
    for each, label in zip(copies.raw, labels_of(copies.raw, names), strict=True):
        if label in copies.titles and label in therapies:
            return copies.titles[label]
        if each in there:
            return str(body_block_of(model).child_blocks[each["type"]].label)
    return ""


def _too_many(model, body: list[dict]) -> str:
    """The label of a block of which a page may have fewer."""
    stream = body_block_of(model)
    most = {name: each.get("max_num") for name, each in stream.meta.block_counts.items()}
    for name, count in Counter(each["type"] for each in body).items():
        if most.get(name) is not None and count > most[name]:
            return str(stream.child_blocks[name].label)
    is_full = stream.meta.max_num is not None and len(body) > stream.meta.max_num
    return str(stream.child_blocks[body[-1]["type"]].label) if is_full else ""
