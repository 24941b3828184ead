"""The pictures that pages show, for search engines that look for pictures."""

from collections import defaultdict
from pathlib import PurePath
from urllib.parse import urljoin

from django.contrib.contenttypes.models import ContentType
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

# Formats that not every search engine reads; the same picture has a file in another one, too.
MODERN = {".avif", ".webp"}
# So many the protocol allows for each address.
MAX_PICTURES = 1_000


def pictures_on(page_ids: list[int], root_url: str) -> dict[int, list[str]]:
    """{primary key of a page: full URLs of its pictures}. Two queries.

    Only files that were made for pages: none is made here, and an original, which may tell where
    and when it was taken, is nowhere linked to.
    """
    shown = _images_on(page_ids)
    files = _files({image for images in shown.values() for image in images})
    found = defaultdict(list)
    for page_id, images in shown.items():
        urls = [urljoin(root_url, files[image]) for image in images if image in files]
        found[page_id] = urls[:MAX_PICTURES]
    return found


def _images_on(page_ids: list[int]) -> dict[int, list[int]]:
    """{page: its images}, in the order in which the reference index has them."""
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(pk) for pk in page_ids],
        to_content_type=ContentType.objects.get_for_model(get_image_model()),
    ).order_by("pk")
    found: dict[int, dict[int, None]] = defaultdict(dict)
    for page, image in rows.values_list("object_id", "to_object_id"):
        found[int(page)][int(image)] = None
    return {page: list(images) for page, images in found.items()}


def _files(image_ids: set[int]) -> dict[int, str]:
    """{image: address of its best file}: in a format that everybody reads, and the widest."""
    if not image_ids:
        return {}
    renditions = get_image_model().get_rendition_model().objects.filter(image_id__in=image_ids)
    # A file field asks for both its measures: one left out would be a query for each file.
    fields = renditions.only("image_id", "file", "width", "height")
    found = sorted(fields.order_by("pk"), key=_quality)
    return {each.image_id: each.url for each in found}


def _quality(rendition) -> tuple[bool, float]:
    is_modern = PurePath(rendition.file.name).suffix.lower() in MODERN
    return not is_modern, rendition.width
