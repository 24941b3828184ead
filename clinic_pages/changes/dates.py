"""When the output of a page last changed, by what it shows."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from wagtail.models import Page

from ..pages.freshness import PageFreshness
from ..pages.tree import shown_changed_at


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
