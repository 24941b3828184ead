"""Draws the share images of all pages, where there is none or another one is due."""

from django.core.management.base import BaseCommand
from wagtail.models import Page

from ...lib.batches import in_batches
from ...lib.visibility import public
from ...search_engines.models import ShareImage
from ...search_engines.share_images import refresh


class Command(BaseCommand):
    help = (
        "Draws the share images of all published pages, where there is none or another one is due: "
        "after fonts were installed, or another SHARE_IMAGE_FONT was set."
    )

    def handle(self, **options):
        pages = public(Page.objects.live().filter(depth__gt=1))
        page_ids = list(pages.order_by("pk").values_list("pk", flat=True))
        for some in in_batches(page_ids):
            refresh(some)
        drawn = ShareImage.objects.filter(page__in=page_ids).count()
        self.stdout.write(
            f"Pages with a share image: {drawn}, without one: {len(page_ids) - drawn}"
        )
