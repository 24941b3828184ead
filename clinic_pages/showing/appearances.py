"""In what way a page shows an object: read from the ReferenceIndex and from stored blocks.

No block's value is made for it, so that nothing else of the page is loaded.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from ..blocks.base import editor_words_of
from ..lib.facets import IN_A_LIST, LINK, ReferenceWords, said_by
from ..lib.references import Reference


class Appearance(NamedTuple):
    """A reference with what is stored around it."""

    reference: Reference
    # The innermost StructBlock around the reference and its raw value, if it is in one.
    block: Block | None
    raw: dict
    # Where in the page's content it stands.
    position: int

    @property
    def how_shown(self) -> list[str]:
        """In what ways the page shows the object, for an editor."""
        if self.reference.facets == {LINK}:
            return [_("Link in the text")]
        if self.block is None:
            return [str(self._field_words.shown)]
        return editor_words_of(self.block).how_shown(self.block, self.raw)

    @property
    def own_words(self) -> list[str]:
        """What the page says in place of the object's words, as sentences for an editor."""
        return editor_words_of(self.block).own_words(self.block, self.raw) if self.block else []

    def what_is_lost(self, page, gone: set[int]) -> str:
        """What `page` loses with the object, as a sentence. gone: all pages that go."""
        target = self.reference.obj
        if self.reference.facets == {LINK}:
            message = _("A link in its text to “%(title)s” leads nowhere.")
            return message % {"title": str(target)}
        if self.block is None:
            return str(self._field_words.lost) % {"title": str(target)}
        words = editor_words_of(self.block)
        return words.what_is_lost(self.block, self.raw, target, page, gone)

    @property
    def _field_words(self) -> ReferenceWords:
        declared = said_by(self.reference.model).reference_words
        return declared.get(self.reference.model_path, IN_A_LIST)


def appearances(
    references: Iterable[Reference], pages: Iterable[Page]
) -> dict[int, list[Appearance]]:
    """{page's pk: its appearances in the order in which visitors meet them}.

    pages: specific ones.
    """
    by_pk = {page.pk: page for page in pages}
    found: dict[int, list[Appearance]] = {pk: [] for pk in by_pk}
    for reference in references:
        if page := by_pk.get(reference.page_id):
            found[page.pk].append(_appearance(page, reference))
    for each in found.values():
        each.sort(key=lambda appearance: (appearance.position, appearance.reference.model_path))
    return found


def _appearance(page: Page, reference: Reference) -> Appearance:
    name, *steps = reference.model_path.split(".")
    _name, *ids = reference.content_path.split(".")
    field = _field(page, name)
    if not isinstance(field, StreamField):
        return Appearance(reference, None, {}, 0)
    stream = list(getattr(page, name).raw_data)
    block, raw = _innermost_struct(field.stream_block, stream, zip(steps, ids, strict=False))
    return Appearance(reference, block, raw, _position(stream, ids))


def _field(page, name: str):
    try:
        return page._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _innermost_struct(block, raw, path) -> tuple[Block | None, dict]:
    found: tuple[Block | None, dict] = None, {}
    for name, block_id in path:
        block, raw = _step(block, raw, name, block_id)
        # The index may lag behind what is stored.
        if block is None or raw is None:
            break
        if isinstance(block, StructBlock):
            found = block, raw
    return found


def _step(block, raw, name: str, block_id: str) -> tuple[Block | None, Any]:
    if isinstance(block, StructBlock):
        return block.child_blocks.get(name), raw.get(name)
    if isinstance(block, StreamBlock):
        return block.child_blocks.get(name), _value_of(raw, block_id)
    if isinstance(block, ListBlock):
        return block.child_block, _value_of(raw, block_id)
    return None, None


def _value_of(children: list[dict], block_id: str):
    return next((child["value"] for child in children if child.get("id") == block_id), None)


def _position(stream: list[dict], ids: list[str]) -> int:
    places = (place for place, child in enumerate(stream) if child.get("id") == ids[0])
    return next(places, 0)
