"""When names are written: in the transaction of the change itself."""

from django.db.models.signals import pre_delete
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page, get_page_models

from clinic_pages.changes.signals import object_changed
from clinic_pages.lib.facts import end_with
from clinic_pages.lib.search_backend import entries_written
from clinic_pages.lib.signals import connect
from clinic_pages.models import BodyArea, Symptom

from .indexing import forget, write, write_pages_texts
from .models import SynonymGroup


def on_object_changed(instance, **kwargs):
    write(instance)


def on_entries_written(sender, objects, **kwargs):
    if issubclass(sender, Page):
        write_pages_texts(objects)


def on_pre_delete(instance, **kwargs):
    forget(instance)


def connect_all() -> None:
    """Called once, when the apps are ready and all page types known."""
    connect(object_changed, on_object_changed, *get_page_models(), BodyArea, Symptom)
    # Deleting a page of any type deletes a Page.
    connect(pre_delete, on_pre_delete, Page, BodyArea, Symptom)
    entries_written.connect(on_entries_written, dispatch_uid="search.page_texts")
    end_with(SynonymGroup, SearchPromotion)
