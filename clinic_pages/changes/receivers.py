"""What happened, and which function knows what follows from it."""

from functools import partial

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site, get_page_models
from wagtail.signals import post_page_move, pre_page_move

from ..lib.batches import TASK_SIZE
from ..lib.facets import LINK, NAME
from ..lib.signals import connect
from ..lib.tasks import enqueue
from ..pages.booking_texts import BookingSnippet
from ..pages.clinic import ClinicSettings
from ..pages.finding_aids import BodyArea, Symptom
from . import notices
from .dates import mark_changed, mark_sites_changed
from .renditions import pages_to_make_for
from .signals import object_changed, pages_changed
from .state import BOOKKEEPING
from .tasks import make_renditions, mark_pages_changed, reindex_pages


def _is_noise(raw, update_fields) -> bool:
    """Fixtures, and saves of nothing but bookkeeping (each draft of a page is one)."""
    return raw or (update_fields is not None and set(update_fields) <= BOOKKEEPING)


def on_pre_save(instance, raw, update_fields, **kwargs):
    if not _is_noise(raw, update_fields):
        notices.remember(instance)


def on_post_save(instance, raw, update_fields, **kwargs):
    if not _is_noise(raw, update_fields):
        notices.notice(instance)


def on_pre_delete(instance, **kwargs):
    notices.notice_leaving(instance)


def on_pre_page_move(instance, **kwargs):
    notices.notice_leaving_tree(instance)


def on_post_page_move(instance, **kwargs):
    notices.notice_tree(instance, {NAME, LINK})


def on_restriction(instance, **kwargs):
    notices.notice_restriction(instance.page)


def on_site(instance, raw=False, **kwargs):
    if not raw:
        notices.notice_address_of_site(instance)


def on_object_changed(instance, **kwargs):
    transaction.on_commit(partial(make_pictures_of, instance), robust=True)


def make_pictures_of(instance: Model) -> None:
    make_pictures_for(pages_to_make_for(instance))


def make_pictures_for(page_ids: list[int]) -> None:
    enqueue(make_renditions, page_ids)


def on_pages_changed_for_dates(page_ids, site_ids, **kwargs):
    mark_sites_changed(site_ids)
    if len(page_ids) > TASK_SIZE:
        enqueue(mark_pages_changed, page_ids)
    else:
        mark_changed(sorted(page_ids))


def on_pages_changed_for_search(page_ids, **kwargs):
    # Not for all pages of a site: nothing that a search finds is the site's.
    enqueue(reindex_pages, page_ids)


def shown_models() -> list[type[Model]]:
    """What pages show beside other pages."""
    snippets = [BodyArea, BookingSnippet, ClinicSettings, Symptom]
    return [*snippets, get_image_model(), get_document_model()]


def connect_all() -> None:
    """Called once, when the apps are ready and all page types known."""
    pages, shown = get_page_models(), shown_models()
    connect(pre_save, on_pre_save, *pages, *shown)
    connect(post_save, on_post_save, *pages, *shown)
    # Deleting a page of any type deletes a Page.
    connect(pre_delete, on_pre_delete, Page, *shown)
    connect(pre_page_move, on_pre_page_move, *pages)
    connect(post_page_move, on_post_page_move, *pages)
    connect(post_save, on_restriction, PageViewRestriction)
    connect(post_delete, on_restriction, PageViewRestriction)
    connect(post_save, on_site, Site)
    connect(post_delete, on_site, Site)
    connect(object_changed, on_object_changed, *pages, get_image_model())
    connect(pages_changed, on_pages_changed_for_search, Page)


def connect_dates() -> None:
    """Before all other receivers: whoever makes a page now, says when it changed."""
    connect(pages_changed, on_pages_changed_for_dates, Page)
