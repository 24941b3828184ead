"""The files of pictures are made when a page or image changes, so that no visitor waits for them.

A page has made what its own images need, in all roles in which it or another page shows them. So a
therapy that thousands of pages show is work for one page.
"""

from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.images.models import AbstractImage
from wagtail.models import Page, ReferenceIndex

from .tasks import in_tasks, make_renditions


def follow(instance) -> None:
    """After the commit of a change of `instance`, whatever it is, has made what it then needs."""
    if isinstance(instance, Page):
        transaction.on_commit(partial(make_for, [instance.pk]), robust=True)
    elif isinstance(instance, AbstractImage):
        transaction.on_commit(partial(_make_for_image, instance), robust=True)


def _make_for_image(image) -> None:
    make_for(sorted(pages_bringing(image)))


def pages_bringing(image) -> set[int]:
    """Primary keys of the pages that themselves refer to `image`."""
    references = ReferenceIndex.get_references_to(image)
    pages = references.filter(base_content_type=ContentType.objects.get_for_model(Page))
    return {int(pk) for pk in pages.values_list("object_id", flat=True)}


def make_for(page_ids: list[int]) -> None:
    """Has made what these pages' images need and do not have yet, in background tasks."""
    for some in in_tasks(page_ids):
        make_renditions.enqueue(some)
