"""What one object shows of another, in parts: so that a change reaches those who show that part.

A page that is listed shows its name and card, a therapy block shows name and text, a link in rich
text shows the address and nothing else.
"""

from functools import cache
from typing import NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
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


class ReferenceWords(NamedTuple):
    """What an editor reads of a page's field that shows another object.

    shown: in what way it does. lost: what the page loses with it; %(title)s is the other's title.
    """

    shown: str | Promise
    lost: str | Promise


IN_A_LIST = ReferenceWords(_("In a list"), _("“%(title)s” is gone from its list."))


class Faceted:
    """What a model says of its facets and references. These are the neutral answers."""

    # What others show of it beside its name: facet -> its fields.
    facets: dict[str, tuple[str, ...]] = {}
    # What it shows of others, where its blocks do not say: reference's path -> facets.
    reference_facets: dict[str, tuple[str, ...]] = {}
    # How an editor is told of that: reference's path -> words.
    reference_words: dict[str, ReferenceWords] = {}


def said_by(model: type) -> type[Faceted]:
    """`model`, or the neutral answers where it gives none."""
    return model if issubclass(model, Faceted) else Faceted


@cache
def facets_at(model, path: str) -> frozenset[str]:
    """The facets of its target that a reference at `path` in `model` shows.

    path: a ReferenceIndex.model_path, such as "body.therapy.therapy". A block says what it shows in
    its `Meta.facets`, a model in its `reference_facets`; who says nothing is taken to show all.
    """
    declared = said_by(model).reference_facets
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
        facets = frozenset(option(block, "facets", facets))
        block = _child(block, step)
        if isinstance(block, RichTextBlock):
            return frozenset({LINK})
    return facets


def option(block, name: str, default):
    """What a block, ours or a host's, says in its `Meta`."""
    return getattr(block.meta, name, default)


def _child(block, step: str):
    if isinstance(block, StreamBlock | StructBlock):
        return block.child_blocks[step]
    return block.child_block if isinstance(block, ListBlock) else block


@cache
def facets_with(model, field_name: str) -> frozenset[str]:
    """The facets of `model` that this field is a part of."""
    found = said_by(model).facets.items()
    return frozenset(facet for facet, names in found if field_name in names)
