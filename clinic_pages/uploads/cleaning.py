"""Pictures get files that say less."""

from django.core.files.base import ContentFile
from wagtail.images.models import AbstractImage

from .metadata import without_metadata


def put(image: AbstractImage, content: bytes) -> None:
    """In place of the image's file; stored with the image."""
    image.file = ContentFile(content, name=image.filename)
    image._set_image_file_metadata()


def clean(image: AbstractImage) -> bool:
    """Whether its stored file said anything. The old file goes, and the sizes made of it."""
    with image.file.open() as file:
        before = file.read()
    after = without_metadata(before)
    if after is before:
        return False
    storage, old = image.file.storage, image.file.name
    put(image, after)
    image.save()
    storage.delete(old)
    for rendition in image.renditions.all():
        rendition.delete()
    return True
