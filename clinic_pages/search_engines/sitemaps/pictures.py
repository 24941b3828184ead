"""The pictures that pages show, for search engines that look for pictures."""

from collections import defaultdict
from pathlib import PurePath
from urllib.parse import urljoin

from wagtail.images import get_image_model

from ...lib.references import images_on

# Formats that not every search engine reads; the same picture has a file in another one, too.
MODERN = {".avif", ".webp"}
# How many the protocol allows for each address.
MAX_PICTURES = 1_000


def pictures_on(page_ids: list[int], root_url: str) -> dict[int, list[str]]:
    """{primary key of a page: full URLs of its pictures}. Two queries.

    Only files that were made for pages: none is made here, and an original, which may tell where
    and when it was taken, is nowhere linked to.
    """
    shown = images_on(page_ids)
    files = _files({image for images in shown.values() for image in images})
    found = defaultdict(list)
    for page_id, images in shown.items():
        urls = [urljoin(root_url, files[image]) for image in images if image in files]
        found[page_id] = urls[:MAX_PICTURES]
    return found


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
