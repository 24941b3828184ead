"""Work that nobody waits for, through Django's task framework as Wagtail uses it."""

import logging
from collections import defaultdict

from django_tasks import task
from wagtail.models import Page
from wagtail.search.backends import get_search_backends

from . import pictures

logger = logging.getLogger(__name__)

# So many pages are looked after by one task.
TASK_SIZE = 200


def in_tasks(values: list) -> list[list]:
    return [values[start : start + TASK_SIZE] for start in range(0, len(values), TASK_SIZE)]


@task()
def reindex_pages(page_ids: list[int]) -> None:
    """Writes the search index entries of these pages anew."""
    by_type = defaultdict(list)
    for page in Page.objects.filter(pk__in=page_ids):
        by_type[page.specific_class].append(page.pk)
    for model, pks in by_type.items():
        pages = list(model.get_indexed_objects().filter(pk__in=pks))
        for backend in get_search_backends(with_auto_update=True):
            _add(backend, model, pages)


def _add(backend, model, pages: list) -> None:
    # In bulk: one at a time, a database backend weighs all titles anew for each.
    try:
        backend.add_bulk(model, pages)
    except Exception:
        # As Wagtail does: a search server that is away must not undo what was published.
        logger.exception("Could not refresh the search entries of %d pages", len(pages))
        if not backend.catch_indexing_errors:
            raise


@task()
def draw_share_images(page_ids: list[int]) -> None:
    """Draws the share images of these pages anew where what is on them has changed."""
    from .share_images import refresh

    refresh(page_ids)


@task()
def find_findings(page_ids: list[int]) -> None:
    """Finds anew what keeps these pages from ranking."""
    from .page_findings import refresh

    refresh(page_ids)


@task()
def purge_urls(page_ids: list[int], urls: list[str]) -> None:
    """Has the front-end caches drop these pages, and these full URLs."""
    from wagtail.contrib.frontend_cache.utils import PurgeBatch

    batch = PurgeBatch(urls)
    batch.add_pages(Page.objects.filter(pk__in=page_ids).specific())
    batch.purge()


@task()
def make_renditions(page_ids: list[int]) -> None:
    """Makes the files in which these pages, if published, and others show their pictures."""
    for page in Page.objects.live().filter(pk__in=page_ids).specific():
        for image, roles in getattr(page, "own_pictures", []):
            pictures.make_renditions(image, roles)


@task()
def send_booking_mails(mail_ids: list[int]) -> None:
    """Sends these mails about bookings."""
    from .booking.mail import send_due

    send_due(mail_ids)


@task()
def forget_bookings() -> None:
    """Deletes the booking requests that the clinic need not keep."""
    from .booking.forgetting import forget

    logger.info("Forgot %d booking requests", forget().requests)
