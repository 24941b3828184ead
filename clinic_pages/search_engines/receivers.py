"""What search engines and those who share links learn of a change."""

from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.models import Page

from ..changes.signals import pages_changed
from ..lib.batches import in_batches
from ..lib.signals import connect
from ..lib.tasks import enqueue
from ..pages.tree import BESIDE
from .indexnow import MAX_URLS, is_on
from .models import ShareImage
from .share_images import BESIDE_NAME
from .tasks import announce_to_indexnow, draw_share_images


def on_pages_changed_for_images(page_ids, site_ids, **kwargs):
    enqueue(draw_share_images, page_ids, site_ids)


def on_pages_changed_for_indexnow(page_ids, gone_listed_urls, site_ids=(), **kwargs):
    if is_on():
        enqueue(announce_to_indexnow, page_ids, site_ids, size=MAX_URLS)
        for some in in_batches(sorted(gone_listed_urls), MAX_URLS):
            announce_to_indexnow.enqueue([], some)


def on_share_image_deleted(instance, **kwargs):
    transaction.on_commit(lambda: instance.file.delete(save=False))


def connect_all() -> None:
    BESIDE.register(BESIDE_NAME, (ShareImage, "file"))
    connect(pages_changed, on_pages_changed_for_images, Page)
    connect(pages_changed, on_pages_changed_for_indexnow, Page)
    connect(post_delete, on_share_image_deleted, ShareImage)
