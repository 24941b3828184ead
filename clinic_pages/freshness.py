"""Keeps what the world believes of a page in step with what it shows: dates, search, caches."""

from collections.abc import Iterable

from django.apps import apps
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from wagtail.models import Page

from .models import PageFreshness
from .tasks import draw_share_images, in_tasks, purge_urls, reindex_pages
from .tree import shown_changed_at


def follow(page_ids: Iterable[int], gone_urls: Iterable[str]) -> None:
    """All that follows from a change of what these pages show.

    The dates are set at once; search and caches follow in background tasks.
    """
    page_ids = sorted(page_ids)
    mark_changed(page_ids)
    for some in in_tasks(page_ids):
        reindex_pages.enqueue(some)
        # Before the caches are purged: pages name their share image.
        draw_share_images.enqueue(some)
    if apps.is_installed("wagtail.contrib.frontend_cache"):
        for some in in_tasks(page_ids):
            purge_urls.enqueue(some, [])
        for some in in_tasks(sorted(gone_urls)):
            purge_urls.enqueue([], some)


def mark_changed(page_ids: Iterable[int]) -> None:
    now = timezone.now()
    PageFreshness.objects.bulk_create(
        [PageFreshness(page_id=pk, changed_at=now) for pk in page_ids],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["changed_at"],
    )


def stamp(response: HttpResponse, page: Page) -> None:
    """Sets Last-Modified to when the output of `page` last changed."""
    page.shown_changed_at = shown_changed_at(page)
    if page.last_changed_at:
        response["Last-Modified"] = http_date(page.last_changed_at.timestamp())
