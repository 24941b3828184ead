"""The files of pictures are made when a page or image changes, so that no visitor waits for them.

Each page is responsible for the images that it refers to itself, in all roles in which it or
another page shows them. So a therapy that thousands of pages show is work for one page.
"""

from collections.abc import Iterable

from django.db.models import Model
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from ..lib.pictures import make_renditions
from ..lib.references import pages_bringing
from ..pages.base import ClinicPage


def pages_to_make_for(instance: Model) -> list[int]:
    """The primary keys of the pages whose pictures a change of `instance` may have made stale."""
    if isinstance(instance, Page):
        return [instance.pk]
    return sorted(pages_bringing(instance)) if isinstance(instance, AbstractImage) else []


def make_missing(page_ids: Iterable[int]) -> None:
    """Makes the files in which these pages, if published, and others show their pictures."""
    for page in Page.objects.live().filter(pk__in=page_ids).specific():
        for image, roles in page.own_pictures if isinstance(page, ClinicPage) else []:
            make_renditions(image, roles)
