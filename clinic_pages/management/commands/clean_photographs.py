"""Photographs that were uploaded before: `manage.py clean_photographs`."""

from django.core.management.base import BaseCommand
from wagtail.images import get_image_model

from clinic_pages.uploads.cleaning import clean


class Command(BaseCommand):
    help = (
        "Takes out of all uploaded photographs what they say beside the picture, such as where "
        "they were taken, and makes their sizes anew when they are next shown."
    )

    def handle(self, **options):
        images = get_image_model().objects.order_by("pk")
        cleaned = sum(self._clean(image) for image in images.iterator())
        self.stdout.write(f"{cleaned} of {images.count()} photographs said more than they show.")

    def _clean(self, image) -> bool:
        try:
            return clean(image)
        except OSError as problem:
            self.stderr.write(f"{image.title}: {problem}")
            return False
