"""When the output of a page last changed, by what it shows."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from wagtail.models import Page

from ..lib.facts import begin_generation
from ..lib.sites import root_paths_of
from ..pages.freshness import PageFreshness, TreeFreshness, latest, tree_changed_at
from ..pages.tree import shown_changed_at
from .signals import pages_completed


def mark_changed(page_ids: Iterable[int]) -> None:
    _mark(PageFreshness, page_ids)


def mark_changed_later(page_ids: Iterable[int]) -> None:
    """The same after a while, in which pages may have gone, and some been made with the date from
    before."""
    mark_changed(Page.objects.filter(pk__in=page_ids).values_list("pk", flat=True))
    pages_completed.send(sender=Page, page_ids=frozenset(page_ids))


def mark_sites_changed(site_ids: Iterable[int]) -> None:
    """Of each page of these sites, by one date."""
    if site_ids:
        pages = Page.objects.filter(url_path__in=root_paths_of(site_ids))
        _mark(TreeFreshness, pages.values_list("pk", flat=True))
        # A visit may have asked since the commit, and remembered the date from before.
        begin_generation()


def _mark(model, page_ids: Iterable[int]) -> None:
    now = timezone.now()
    model.objects.bulk_create(
        [model(page_id=pk, changed_at=now) for pk in page_ids],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["changed_at"],
    )


def stamp(response: HttpResponse, page: Page) -> None:
    """Sets Last-Modified to when the output of `page` last changed."""
    page.shown_changed_at = latest(shown_changed_at(page), tree_changed_at(page.path))
    if page.last_changed_at:
        response["Last-Modified"] = http_date(page.last_changed_at.timestamp())
