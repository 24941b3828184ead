"""After a change of what pages show, they are looked at again."""

from django_tasks.backends.immediate import ImmediateBackend
from wagtail.models import Page

from ..changes.signals import pages_changed
from ..lib.batches import in_batches
from ..lib.signals import connect
from .tasks import look_at_pages

# How many pages are looked at while an editor waits, where there is no worker for tasks.
AT_ONCE = 10


def on_pages_changed(page_ids, **kwargs):
    for some in in_batches(_at_once(sorted(page_ids))):
        look_at_pages.enqueue(some)


def _at_once(page_ids: list[int]) -> list[int]:
    """All, where there is a worker; else those published last: `check_pages` does the rest."""
    if len(page_ids) <= AT_ONCE or not isinstance(look_at_pages.get_backend(), ImmediateBackend):
        return page_ids
    latest = Page.objects.filter(pk__in=page_ids).order_by("-last_published_at", "pk")
    return list(latest.values_list("pk", flat=True)[:AT_ONCE])


def connect_all() -> None:
    connect(pages_changed, on_pages_changed, Page)
