"""Image files as editors upload them, made by Pillow."""

import io
from urllib.parse import unquote

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw
from wagtail.images import get_image_model

ROTATE_90 = 6  # EXIF: the camera was held upright.
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="640.5" height="480.5"></svg>'


def drawn(width, height, mode="RGB") -> Image.Image:
    """A light gradient with a red spot in its right part, so that crops and turns can be told."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    box = (width * 0.8, height * 0.4, width * 0.95, height * 0.6)
    ImageDraw.Draw(image).ellipse(box, fill=(230, 20, 20))
    return image.convert(mode)


def encoded(image, format_name, **options) -> bytes:
    file = io.BytesIO()
    image.save(file, format_name, **options)
    return file.getvalue()


def jpeg(width=1600, height=1200, mode="RGB", orientation=None) -> bytes:
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    return encoded(drawn(width, height, mode), "JPEG", quality=90, exif=exif)


def transparent_png(width=800, height=600) -> bytes:
    image = drawn(width, height, "RGBA")
    image.putalpha(Image.linear_gradient("L").resize((width, height)))
    return encoded(image, "PNG")


def moving_gif(width=400, height=300) -> bytes:
    frames = [drawn(width, height), Image.new("RGB", (width, height), (0, 0, 255))]
    first, *others = [frame.convert("P") for frame in frames]
    return encoded(first, "GIF", save_all=True, append_images=others, duration=100, loop=0)


def upload(content: bytes, name="photo.jpg", **fields):
    file = ContentFile(content, name=name)
    return get_image_model().objects.create(title=name, file=file, **fields)


def spoil(image, content: bytes | None) -> None:
    """Replaces the stored file by this content; None: it is gone."""
    storage, name = image.file.storage, image.file.name
    storage.delete(name)
    if content is not None:
        assert storage.save(name, ContentFile(content)) == name


def opened(url: str) -> Image.Image:
    """The picture file at an address under MEDIA_URL."""
    name = unquote(url).removeprefix(settings.MEDIA_URL)
    with default_storage.open(name) as file:
        image = Image.open(io.BytesIO(file.read()))
    image.load()
    return image
