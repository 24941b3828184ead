"""What one object shows of another, in parts: so that a change reaches those who show that part.

A page that is listed shows its name and card, a therapy block shows name and text, a link in rich
text shows the address and nothing else.
"""

from functools import cache

from django.core.exceptions import FieldDoesNotExist
from wagtail.blocks import ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField

# A page's title and address, and whether visitors may see it.
NAME = "name"
# A page's address alone.
LINK = "link"
# What a list shows of a page beside its name.
CARD = "card"
# What a block shows of a page beside its name.
TEXT = "text"
# What a page is found by in a list beside its name: other names, symptoms, what it names.
FINDING = "finding"
# Where on the body it is found, which the front page shows too.
PLACES = "places"
# Which booking snippet a page hands down to the pages under it.
BOOKING = "booking"

ALL = frozenset({NAME, LINK, CARD, TEXT, FINDING, PLACES, BOOKING})


@cache
def facets_at(model, path: str) -> frozenset[str]:
    """The facets of its target that a reference at `path` in `model` shows.

    path: a ReferenceIndex.model_path, such as "body.therapy.therapy". A block says what it shows in
    its `Meta.facets`, a model in its `reference_facets`; who says nothing is taken to show all.
    """
    declared = getattr(model, "reference_facets", {})
    if path in declared:
        return frozenset(declared[path])
    name, *rest = path.split(".")
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return ALL
    if isinstance(field, RichTextField):
        return frozenset({LINK})
    if isinstance(field, StreamField):
        return _facets_in(field.stream_block, rest)
    return ALL


def _facets_in(block, path: list[str]) -> frozenset[str]:
    facets = ALL
    for step in path:
        facets = frozenset(getattr(block.meta, "facets", facets))
        block = _child(block, step)
        if isinstance(block, RichTextBlock):
            return frozenset({LINK})
    return facets


def _child(block, step: str):
    if isinstance(block, StreamBlock | StructBlock):
        return block.child_blocks[step]
    return block.child_block if isinstance(block, ListBlock) else block


def facets_with(model, field_name: str) -> frozenset[str]:
    """The facets of `model` that this field is a part of."""
    return frozenset(
        facet for facet, names in getattr(model, "facets", {}).items() if field_name in names
    )
