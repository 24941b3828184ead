"""Ends all kept pages: `manage.py purge_pages`."""

from django.core.management.base import BaseCommand
from wagtail.models import Site

from clinic_pages.page_cache import in_front
from clinic_pages.page_cache.purging import purge_all
from clinic_pages.page_cache.tasks import purge_sites_in_front


class Command(BaseCommand):
    help = (
        "Ends all kept pages, here and in caches in front of the site: after what no signal tells "
        "of, such as a release with other templates, or SQL by hand. See docs/page-cache.md."
    )

    def handle(self, *args, **options):
        purge_all()
        if in_front.is_there():
            purge_sites_in_front.enqueue(sorted(Site.objects.values_list("pk", flat=True)))
        self.stdout.write("All kept pages have ended.")
