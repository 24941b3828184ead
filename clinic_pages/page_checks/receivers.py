"""After a change of what pages show, they are looked at again."""

from django_tasks.backends.immediate import ImmediateBackend
from wagtail.models import Page

from ..changes.signals import pages_changed
from ..lib.signals import connect
from ..lib.sites import pages_of
from ..lib.tasks import enqueue
from .tasks import look_at_pages

# How many pages are looked at while an editor waits, where there is no worker for tasks.
AT_ONCE = 10


def on_pages_changed(page_ids, site_ids=(), **kwargs):
    if isinstance(look_at_pages.get_backend(), ImmediateBackend):
        enqueue(look_at_pages, _at_once(page_ids, site_ids))
    else:
        enqueue(look_at_pages, page_ids, site_ids)


def _at_once(page_ids, site_ids) -> list[int]:
    """Without a worker those that were published last: `check_pages` does the rest."""
    pages = Page.objects.filter(pk__in=page_ids) | pages_of(site_ids)
    latest = pages.order_by("-last_published_at", "pk")
    return list(latest.values_list("pk", flat=True)[:AT_ONCE])


def connect_all() -> None:
    connect(pages_changed, on_pages_changed, Page)
