"""The addresses that what is published has, and is about to leave."""

from typing import NamedTuple

from django.db.models import Model, QuerySet
from wagtail.models import Page

from ..pages.condition_index import filter_addresses
from ..pages.listed import listed
from .state import is_published


class GoneUrl(NamedTuple):
    """A full URL at which a page was, and whether search engines might list it there."""

    url: str
    was_listed: bool


def urls_left(stored: Model | None, instance: Model) -> list[GoneUrl]:
    """What the row `stored` leaves as it becomes `instance`: a page with all under it, and what
    conditions are found by."""
    if not is_published(stored):
        return []
    if _slug_of(stored) != _slug_of(instance):
        pages = urls_in_tree(stored) if isinstance(stored, Page) else []
        return pages + _filter_urls(stored)
    return urls_of(stored) if isinstance(stored, Page) and not instance.live else []


def urls_of_leaving(instance: Model) -> list[GoneUrl]:
    """What goes as it is deleted."""
    if not isinstance(instance, Page):
        return _filter_urls(instance)
    return urls_of(instance) + _filter_urls(instance) if instance.live else []


def urls_in_tree(page: Page) -> list[GoneUrl]:
    return _urls(page.get_descendants(inclusive=True).live())


def urls_of(page: Page) -> list[GoneUrl]:
    return _urls(Page.objects.filter(pk=page.pk))


def _filter_urls(instance: Model) -> list[GoneUrl]:
    model = (instance.specific_class or Page) if isinstance(instance, Page) else type(instance)
    return [GoneUrl(url, False) for url in filter_addresses(model, _slug_of(instance))]


def _slug_of(instance: Model) -> str:
    return instance.slug if any(f.name == "slug" for f in instance._meta.concrete_fields) else ""


def _urls(pages: QuerySet) -> list[GoneUrl]:
    known = set(listed(pages).values_list("pk", flat=True))
    return [
        GoneUrl(url + path.lstrip("/"), page.pk in known)
        for page in pages.iterator()
        if (url := page.get_full_url())
        # Every address at which it may have been cached.
        for path in page.specific_deferred.get_cached_paths()
    ]
