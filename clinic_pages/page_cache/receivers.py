"""What has changed is shown nowhere any more."""

from wagtail.models import Page

from ..changes.signals import pages_changed, pages_completed
from ..lib.batches import in_batches
from ..lib.signals import connect
from ..lib.tasks import enqueue
from . import in_front
from .purging import purge
from .tasks import purge_in_front, purge_sites_in_front


def on_pages_changed(page_ids, site_ids, gone_ids, **kwargs):
    purge(page_ids, site_ids, gone_ids)


def on_pages_changed_for_caches_in_front(page_ids, site_ids, gone_urls, **kwargs):
    if not in_front.is_there():
        return
    enqueue(purge_in_front, page_ids)
    for some in in_batches(sorted(gone_urls)):
        purge_in_front.enqueue([], some)
    if site_ids:
        purge_sites_in_front.enqueue(sorted(site_ids))


def on_pages_completed(page_ids, **kwargs):
    purge(page_ids)
    if in_front.is_there():
        enqueue(purge_in_front, page_ids)


def connect_all() -> None:
    """Before all that takes time: what changed is purged at once."""
    connect(pages_changed, on_pages_changed, Page)
    connect(pages_completed, on_pages_completed, Page)


def connect_in_front() -> None:
    """After all other receivers: what they make is on the pages that are then fetched anew."""
    connect(pages_changed, on_pages_changed_for_caches_in_front, Page)
