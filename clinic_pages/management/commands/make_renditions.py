"""Makes picture files: `manage.py make_renditions`."""

from django.core.management.base import BaseCommand
from wagtail.models import Page

from clinic_pages.changes.receivers import make_pictures_for


class Command(BaseCommand):
    help = "Makes the picture files that published pages need and lack. See docs/templates.md."

    def handle(self, *args, **options):
        page_ids = list(Page.objects.live().order_by("pk").values_list("pk", flat=True))
        make_pictures_for(page_ids)
        self.stdout.write(f"Looked after the pictures of {len(page_ids)} pages.")
