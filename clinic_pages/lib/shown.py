"""Pages and pictures that many pages show: loaded in bulk, and known until something changes."""

import copy
from collections.abc import Callable, Iterable
from functools import cache

from django.db.models import Model
from wagtail.fields import StreamField

from .facts import known_of_each
from .stand_in import in_place_of


def shown(model: type[Model], keys: Iterable, image_field: str = "") -> list:
    """The instances with these primary keys, without those that do not exist; see `shown_at`."""
    return [each for each in shown_at(model, keys, image_field) if each is not None]


def shown_at(model: type[Model], keys: Iterable, image_field: str = "") -> list:
    """The instance with each of these primary keys, or None; in a preview the stand-in for it.

    A copy each, since a page that shows one twice must not share an instance. Two queries at most,
    and none for what is known. What lies in StreamFields is not loaded.

    image_field: name of the foreign key to an image that is shown with it, if any
    """
    keys = list(keys)
    known = known_of_each(loader(model, image_field), [pk for pk in keys if pk is not None])
    return [in_place_of(copy.copy(known.get(pk))) for pk in keys]


@cache
def loader(model: type[Model], image_field: str) -> Callable[[list], dict]:
    """How to load some by their primary keys."""
    streams = [each.name for each in model._meta.get_fields() if isinstance(each, StreamField)]

    def load(keys: list) -> dict:
        found = model._default_manager.defer(*streams)
        if image_field:
            found = found.select_related(image_field)
            found = found.prefetch_related(f"{image_field}__renditions")
        return found.in_bulk(keys)

    return load


def shown_images(model: type[Model], keys: Iterable) -> list:
    """The same for images, with their renditions."""
    keys = list(keys)
    known = known_of_each(image_loader(model), [pk for pk in keys if pk is not None])
    return [copy.copy(known.get(pk)) for pk in keys]


@cache
def image_loader(model: type[Model]) -> Callable[[list], dict]:
    def load(keys: list) -> dict:
        return model._default_manager.prefetch_related("renditions").in_bulk(keys)

    return load
