"""What a photograph says beside its picture: where, when and with what it was taken, by whom.

A clinic's photographs are of its rooms, its people, and sometimes of patients. Anybody can fetch
them, the uploaded file included.
"""

import logging
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.ExifTags import Base

logger = logging.getLogger(__name__)

SAYING = ("exif", "xmp", "photoshop", "comment", "XML:com.adobe.xmp")
# How each format is written again. "keep": JPEG's own tables, so that next to nothing is lost.
WRITTEN = {
    "JPEG": {"quality": "keep"},
    "MPO": {"quality": 95},
    "PNG": {},
    "WEBP": {"quality": 92},
    "AVIF": {"quality": 90},
}
# Of phones: a second picture, such as one in depth, with metadata of its own.
FORMATS = {"MPO": "JPEG"}


def without_metadata(data: bytes) -> bytes:
    """`data` itself where there is nothing to take out, or no picture that can be read. The way up
    and the colour profile stay."""
    try:
        with Image.open(BytesIO(data)) as image:
            return _written_anew(image) if _says_something(image) else data
    except UnidentifiedImageError:
        # A drawing; what is no picture at all, Wagtail tells the editor.
        return data
    except Exception as error:
        logger.warning("A picture keeps its metadata: %s", type(error).__name__)
        return data


def _says_something(image: Image.Image) -> bool:
    if image.format not in WRITTEN:
        return False
    tags = set(image.getexif()) - {Base.Orientation}
    return bool(tags) or any(image.info.get(name) for name in SAYING[1:]) or image.format == "MPO"


def _written_anew(image: Image.Image) -> bytes:
    options = {**WRITTEN[image.format], "icc_profile": image.info.get("icc_profile")}
    if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
        return _saved(image, image.format, save_all=True, **options)
    if image.format != "JPEG":
        turned = ImageOps.exif_transpose(image)
        return _saved(_bare(turned), FORMATS.get(image.format, image.format), **options)
    way_up = image.getexif().get(Base.Orientation, 1)
    exif = Image.Exif()
    if way_up != 1:
        exif[Base.Orientation] = way_up
    return _saved(_bare(image), "JPEG", exif=exif, **options)


def _bare(image: Image.Image) -> Image.Image:
    image.info = {name: value for name, value in image.info.items() if name not in SAYING}
    return image


def _saved(image: Image.Image, format_: str, **options) -> bytes:
    file = BytesIO()
    image.save(file, format_, **options)
    return file.getvalue()
