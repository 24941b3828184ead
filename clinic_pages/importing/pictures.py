"""The pictures of a file: beside it, in a folder beside it, or within it. Never from elsewhere."""

import base64
import binascii
import re
from dataclasses import dataclass
from hashlib import sha1
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image as PillowImage
from wagtail.images import get_image_model
from wagtail.models import Collection

from .document import Picture

DATA = re.compile(
    r"data:image/(?P<kind>[a-z+.-]+);base64,(?P<content>.*)", re.IGNORECASE | re.DOTALL
)
# What is taken from a file, by the names that Pillow has for them. No SVG: it may hold scripts.
KINDS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp"}
LARGEST_FILE = 10_000_000
MOST_PIXELS = 40_000_000


@dataclass(frozen=True)
class PictureFiles:
    """The pictures that a file may name. folder: where it lies; None if it has them within."""

    folder: Path | None = None

    def find(self, source: str, alt: str) -> tuple[Picture | None, str]:
        """(the picture, "") or (None, why there is none)."""
        source = source.strip()
        if not source:
            return None, ""
        if match := DATA.fullmatch(source):
            name = alt or _("picture")
            return _checked(f"{name}.{match['kind']}", _decoded(match["content"]), alt)
        name = _name_of(source)
        if _is_elsewhere(source):
            message = _("The picture “%(name)s” lies elsewhere, and was not fetched: upload it.")
            return None, message % {"name": name}
        found = self._beside(source)
        if found is None:
            message = _("The picture “%(name)s” was not found beside the file.")
            return None, message % {"name": name}
        return _checked(found.name, found.read_bytes(), alt)

    def known(self, source: str):
        """The site's image that has the content of this file, of whatever kind; None for none."""
        found = self._beside(source)
        return image_with(found.read_bytes()) if found else None

    def _beside(self, source: str) -> Path | None:
        """The file below the folder, as the address says or straight in it."""
        if self.folder is None:
            return None
        folder = self.folder.resolve()
        path = unquote(urlsplit(source).path).replace("\\", "/")
        try:
            asked = [(folder / path.lstrip("/")).resolve(), (folder / Path(path).name).resolve()]
            found = [each for each in asked if each.is_relative_to(folder) and each.is_file()]
        except (OSError, ValueError):
            return None
        return next((each for each in found if each.stat().st_size <= LARGEST_FILE), None)


def _is_elsewhere(source: str) -> bool:
    try:
        parts = urlsplit(source)
    except ValueError:
        return True
    # "C:/pictures/leg.jpg" has a letter for a scheme.
    return bool(parts.netloc) or len(parts.scheme) > 1


def _name_of(source: str) -> str:
    return Path(unquote(source.partition("?")[0])).name[:100] or source[:100]


def _decoded(content: str) -> bytes:
    try:
        return base64.b64decode(re.sub(r"\s+", "", unquote(content)))
    except (binascii.Error, ValueError):
        return b""


def _checked(name: str, content: bytes, alt: str) -> tuple[Picture | None, str]:
    if len(content) <= LARGEST_FILE and _kind_of(content):
        return Picture(name, content, alt), ""
    message = _("“%(name)s” is no picture that can be taken: PNG, JPEG, GIF and WebP are.")
    return None, message % {"name": name[:100]}


def _kind_of(content: bytes) -> str:
    """The ending of a file with this content, "" where it is none of KINDS or too large."""
    try:
        with PillowImage.open(BytesIO(content), formats=list(KINDS)) as image:
            width, height = image.size
            image.verify()
            return KINDS.get(image.format, "") if width * height <= MOST_PIXELS else ""
    # Pillow has errors of all kinds for what is broken.
    except Exception:
        return ""


def image_with(content: bytes):
    images = get_image_model().objects.filter(file_hash=sha1(content).hexdigest())
    return images.order_by("pk").first()


def stored(picture: Picture):
    """The site's image with this content, made where there is none. (image, whether it is new)."""
    model = get_image_model()
    if known := image_with(picture.content):
        return known, False
    name = Path(picture.name).stem or "picture"
    longest = model._meta.get_field("title").max_length
    image = model(
        title=(picture.alt or name)[:longest], collection=Collection.get_first_root_node()
    )
    image.file = ContentFile(picture.content, name=f"{name[:80]}.{_kind_of(picture.content)}")
    image._set_image_file_metadata()
    image.save()
    return image, True
