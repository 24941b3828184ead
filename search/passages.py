"""The lines of text that visitors read on a page."""

from collections.abc import Iterable, Iterator, Mapping

from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search.index import SearchField

from clinic_pages.lib.passages import heading_line, passages_in, passages_of

# Names of a page: not what it says. They are found as such.
NAMES = {"title", "alternate_names", "finding_words", "code"}


SHOWN = "shown_text"
# Between what does not belong together.
GAP = ""


def passages_on(page: Page) -> Iterator[str]:
    """Lines as in `clinic_pages.lib.passages`, of the fields that the search index reads; an empty
    one after each field and block. What blocks show of other pages comes last."""
    for field in sorted(page.get_search_fields(), key=lambda each: each.field_name == SHOWN):
        if isinstance(field, SearchField) and field.field_name not in NAMES:
            yield from _in_field(page, field)
            yield GAP


def _in_field(page: Page, indexed: SearchField) -> Iterable[str]:
    fields = {each.name: each for each in page._meta.get_fields()}
    field = fields.get(indexed.field_name)
    if isinstance(field, StreamField):
        return _in_block(field.stream_block, getattr(page, field.name))
    if isinstance(field, RichTextField):
        return passages_in(getattr(page, field.name))
    value = indexed.get_value(page)
    return passages_of(value if isinstance(value, str) else "")


def _in_block(block, value) -> Iterator[str]:
    # What an editor chose from a list is nothing that visitors read.
    if not getattr(block, "search_index", True) or value is None or isinstance(block, ChoiceBlock):
        return
    if isinstance(block, RichTextBlock):
        yield from passages_in(value.source)
    elif parts := _parts(block, value):
        for child, part in parts:
            yield from _in_block(child, part)
            yield from [GAP] if isinstance(block, StreamBlock) else []
    else:
        for text in block.get_searchable_content(value):
            yield from [heading_line(text)] if isinstance(block, CharBlock) else passages_of(text)


def _parts(block, value) -> list[tuple]:
    """(block, value) of each part of a block that has any."""
    if isinstance(block, StreamBlock):
        return [(child.block, child.value) for child in value]
    if isinstance(block, ListBlock):
        return [(block.child_block, each) for each in value]
    # Wagtail's ImageBlock is a StructBlock whose value is an image.
    if isinstance(block, StructBlock) and isinstance(value, Mapping):
        return [(child, value.get(name)) for name, child in block.child_blocks.items()]
    return []
