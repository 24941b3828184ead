"""In what way a page shows an object: read from the ReferenceIndex and from stored blocks.

No block's value is made for it, so that nothing else of the page is loaded.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex

from .facets import facets_at


class Reference(NamedTuple):
    """One place in a page that refers to an object."""

    obj: Model
    page_id: int
    model: type
    # As in ReferenceIndex: "body.therapy.therapy" and "body.<block's id>.therapy".
    model_path: str
    content_path: str

    @property
    def facets(self) -> frozenset[str]:
        """What the page shows of the object here."""
        return facets_at(self.model, self.model_path)


class Appearance(NamedTuple):
    """A reference with what is stored around it."""

    reference: Reference
    # The innermost StructBlock around the reference and its raw value, if it is in one.
    block: Block | None
    raw: dict
    # Where in the page's content it stands.
    position: int


def references_to(objects: Iterable[Model], facets) -> list[Reference]:
    """The places in pages, published or not, that show one of these facets of `objects`.

    objects: pages, or instances of one other model. One query.
    """
    by_pk = {str(obj.pk): obj for obj in objects}
    rows = ReferenceIndex.objects.filter(
        base_content_type=_content_type(Page()), to_object_id__in=by_pk
    )
    if by_pk:
        rows = rows.filter(to_content_type=_content_type(next(iter(by_pk.values()))))
    found = (
        Reference(by_pk[pk], int(page_id), model, model_path, content_path)
        for pk, page_id, type_id, model_path, content_path in rows.values_list(
            "to_object_id", "object_id", "content_type_id", "model_path", "content_path"
        )
        if (model := ContentType.objects.get_for_id(type_id).model_class())
    )
    return [reference for reference in found if reference.facets & facets]


def _content_type(obj) -> ContentType:
    # Pages are indexed under Page, whatever their type.
    return ContentType.objects.get_for_model(Page if isinstance(obj, Page) else obj)


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
