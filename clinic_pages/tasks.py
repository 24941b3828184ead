"""Work that nobody waits for, through Django's task framework as Wagtail uses it."""

from django_tasks import task
from wagtail.models import Page
from wagtail.search import index


@task()
def reindex_pages(page_ids: list[int]) -> None:
    """Writes the search index entries of these pages anew."""
    for page in Page.objects.filter(pk__in=page_ids).specific().iterator():
        index.insert_or_update_object(page)


@task()
def purge_urls(page_ids: list[int], urls: list[str]) -> None:
    """Has the front-end caches drop these pages, and these full URLs."""
    from wagtail.contrib.frontend_cache.utils import PurgeBatch

    batch = PurgeBatch(urls)
    batch.add_pages(Page.objects.filter(pk__in=page_ids).specific())
    batch.purge()
