from django.core.management.base import BaseCommand
from wagtail.models import Page

from clinic_pages.page_findings import refresh
from clinic_pages.tasks import in_tasks


class Command(BaseCommand):
    help = "Looks at all pages for what keeps them from ranking. See docs/search-checks.md."

    def handle(self, *args, **options):
        page_ids = list(Page.objects.order_by("pk").values_list("pk", flat=True))
        found = sum(refresh(some) for some in in_tasks(page_ids))
        self.stdout.write(f"Looked at {len(page_ids)} pages: {found} findings.")
