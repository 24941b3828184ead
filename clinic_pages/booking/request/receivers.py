"""A request is found by what it says now."""

from django.db.models.signals import post_save

from ...lib.signals import connect
from .models import BookingRequest
from .search_keys import store_keys

SEARCHED = {"name", "phone"}


def connect_all() -> None:
    connect(post_save, on_saved, BookingRequest)


def on_saved(instance, created, raw, update_fields, **kwargs) -> None:
    is_changed = update_fields is None or not SEARCHED.isdisjoint(update_fields)
    # What is loaded from a file brings its keys along.
    if is_changed and not raw:
        store_keys([instance], are_new=created)
