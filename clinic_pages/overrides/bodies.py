"""The bodies of pages as they are stored, so that no page is opened to read them."""

import json
from collections import defaultdict

from django.core.exceptions import FieldDoesNotExist
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from ..blocks import TherapyBlock

BODY = "body"


def stored_bodies(pages: list[Page]) -> list[tuple[Page, list[dict]]]:
    """(page, stored blocks of its body) for each page that has any."""
    bodies = _published_bodies([page for page in pages if not page.has_unpublished_changes])
    bodies |= draft_bodies([page for page in pages if page.has_unpublished_changes])
    return [(page, bodies[page.pk]) for page in pages if page.pk in bodies]


def _published_bodies(pages: list[Page]) -> dict[int, list[dict]]:
    ids = defaultdict(list)
    for page in pages:
        ids[page.specific_class].append(page.pk)
    return {
        pk: list(body.raw_data)
        for model, pks in ids.items()
        if model and therapy_block_names(model)
        for pk, body in model.objects.filter(pk__in=pks).values_list("pk", BODY)
    }


def draft_bodies(pages: list[Page]) -> dict[int, list[dict]]:
    """{page: the stored blocks of its latest revision}. One query."""
    revisions = Revision.objects.filter(pk__in=[page.latest_revision_id for page in pages])
    contents = revisions.values_list("object_id", "content")
    return {int(pk): json.loads(content.get(BODY) or "[]") for pk, content in contents}


def published_body(page: Page) -> list[dict]:
    """The stored blocks of its row, which is the draft where it was never published."""
    return list(getattr(page, BODY).raw_data)


def body_block_of(model) -> StreamBlock | None:
    """What the body of a page type is made of; None where it has no body."""
    try:
        field = model._meta.get_field(BODY)
    except FieldDoesNotExist:
        return None
    return field.stream_block if isinstance(field, StreamField) else None


def therapy_block_names(model) -> set[str]:
    """What the therapy blocks among the blocks of a page type's body are called."""
    body = body_block_of(model)
    children = body.child_blocks if body else {}
    return {name for name, block in children.items() if isinstance(block, TherapyBlock)}
