"""The copies of changed pages in caches in front of the site."""

from collections.abc import Iterable

from wagtail.contrib.frontend_cache.utils import PurgeBatch
from wagtail.models import Page


def purge(page_ids: Iterable[int], urls: Iterable[str]) -> None:
    """Has the caches drop these pages, and these full URLs."""
    batch = PurgeBatch(list(urls))
    batch.add_pages(Page.objects.filter(pk__in=page_ids).specific())
    batch.purge()
