"""Which pages search engines may list."""

from django.db.models import QuerySet
from wagtail.models import Page, get_page_models

from ..lib.aliases import sources
from ..lib.visibility import public
from .base import ClinicPage


def listed(pages: QuerySet) -> QuerySet:
    """Those of `pages` that search engines may list: published, public, not kept out by an editor,
    no aliases of others that they may list.

    Three queries for who is private and what repeats, when it is called.
    """
    for model in _types_with_the_choice():
        # The base manager: Wagtail's own orders by path, for which it would join the page's row.
        hidden = model._base_manager.filter(hide_from_search_engines=True).values("pk")
        pages = pages.exclude(pk__in=hidden)
    repeats = sources().keys()
    return public(pages.live().exclude(pk__in=repeats) if repeats else pages.live())


def _types_with_the_choice() -> list[type[Page]]:
    return [
        model
        for model in get_page_models()
        if issubclass(model, ClinicPage) and Page in model._meta.parents
    ]
