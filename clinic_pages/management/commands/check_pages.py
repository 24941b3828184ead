"""Looks at all pages: `manage.py check_pages`."""

from django.core.management.base import BaseCommand
from wagtail.models import Page

from clinic_pages.lib.batches import in_batches
from clinic_pages.page_checks.stored import refresh


class Command(BaseCommand):
    help = "Looks at all pages for what keeps them from ranking. See docs/page-checks.md."

    def handle(self, *args, **options):
        page_ids = list(Page.objects.order_by("pk").values_list("pk", flat=True))
        found = sum(refresh(some) for some in in_batches(page_ids))
        self.stdout.write(f"Looked at {len(page_ids)} pages: {found} failed checks.")
