"""One-line handlers: what happened, and which function knows what follows from it."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site, get_page_models
from wagtail.signals import post_page_move, pre_page_move

from . import changes, freshness, indexnow, page_findings, renditions
from .facets import LINK, NAME
from .models import BodyArea, BookingSnippet, ClinicSettings, ShareImage, Symptom


def _is_noise(raw, update_fields) -> bool:
    """Fixtures, and saves of nothing but bookkeeping (each draft of a page is one)."""
    return raw or (update_fields is not None and set(update_fields) <= changes.BOOKKEEPING)


def on_pre_save(instance, raw, update_fields, **kwargs):
    if not _is_noise(raw, update_fields):
        changes.remember(instance)


def on_post_save(instance, raw, update_fields, **kwargs):
    if not _is_noise(raw, update_fields) and changes.notice(instance):
        renditions.follow(instance)


def on_pre_delete(instance, **kwargs):
    changes.notice_leaving(instance)


def on_pre_page_move(instance, **kwargs):
    changes.notice_leaving_tree(instance)


def on_post_page_move(instance, **kwargs):
    changes.notice_tree(instance, {NAME, LINK})


def on_restriction(instance, **kwargs):
    changes.notice_restriction(instance.page)


def on_site_saved(instance, raw, **kwargs):
    if not raw:
        changes.notice_tree(instance.root_page, {NAME, LINK})


def on_pages_changed(page_ids, gone_urls, **kwargs):
    freshness.follow(page_ids, gone_urls)


def on_pages_changed_for_findings(page_ids, **kwargs):
    page_findings.follow(page_ids)


def on_share_image_deleted(instance, **kwargs):
    transaction.on_commit(lambda: instance.file.delete(save=False))


def on_pages_changed_for_search_engines(page_ids, gone_listed_urls, **kwargs):
    indexnow.follow(page_ids, gone_listed_urls)


def connect():
    """Called once, when the apps are ready and all page types known."""
    snippets = [BodyArea, BookingSnippet, ClinicSettings, Symptom]
    shown = [*snippets, get_image_model(), get_document_model()]
    for model in [*get_page_models(), *shown]:
        _connect(pre_save, on_pre_save, model)
        _connect(post_save, on_post_save, model)
    # Deleting a page of any type deletes a Page.
    for model in [Page, *shown]:
        _connect(pre_delete, on_pre_delete, model)
    for model in get_page_models():
        _connect(pre_page_move, on_pre_page_move, model)
        _connect(post_page_move, on_post_page_move, model)
    _connect(post_save, on_restriction, PageViewRestriction)
    _connect(post_delete, on_restriction, PageViewRestriction)
    _connect(post_save, on_site_saved, Site)
    _connect(post_delete, on_share_image_deleted, ShareImage)
    _connect(changes.pages_changed, on_pages_changed, Page)
    _connect(changes.pages_changed, on_pages_changed_for_search_engines, Page)
    _connect(changes.pages_changed, on_pages_changed_for_findings, Page)


def _connect(signal, handler, sender):
    uid = f"clinic_pages.{handler.__name__}.{sender._meta.label}"
    signal.connect(handler, sender=sender, dispatch_uid=uid)
