"""Aliases: pages that repeat another one, their source.

Where visitors of the same site find the source, it stands for the alias: the alias names it as its
canonical address, and is not found, listed or offered beside it. An alias whose source is a draft,
private or on another site stands for itself. One in another language stands in for a translation
that is missing, so lists in that language have it; its canonical address is the source's even so.
"""

from typing import NamedTuple

from django.db.models import QuerySet
from wagtail.models import Page

from .facts import fact
from .sites import sites_at
from .visibility import Marked, marked_pages, nearest_of, private_among


class Source(NamedTuple):
    """What an alias repeats. is_beside: whether it is in the same language."""

    pk: int
    is_beside: bool


@fact
def sources() -> dict[int, Source]:
    """{primary key of an alias: its source}, of those whose source visitors of the site find. One
    query."""
    marked = marked_pages()
    aliases, private = {each.pk: each for each in marked if each.source}, private_among(marked)
    found = {pk: _source_of(each, aliases, private) for pk, each in aliases.items()}
    return {pk: source for pk, source in found.items() if source}


def _source_of(alias: Marked, aliases: dict[int, Marked], private: frozenset) -> Source | None:
    """The last that visitors find of what it repeats, which may be an alias itself."""
    found, sites, seen = None, sites_at(alias.url_path), {alias.pk}
    step: Marked | None = alias
    while step and step.source not in seen:
        is_found = step.source_live and not nearest_of(private, step.source_path)
        if is_found and sites & sites_at(step.source_url_path):
            found = Source(step.source, step.source_locale == alias.locale)
        seen.add(step.source)
        step = aliases.get(step.source)
    return found


def source_of(page: Page) -> Source | None:
    """What stands for `page`; None for what is no alias, or stands for itself, without a query for
    what is none."""
    # Of a page that was loaded for a card, only what is known of all pages says whether it is one.
    is_none = page.__dict__.get("alias_of_id", page.pk) is None
    return None if is_none else sources().get(page.pk)


def repeating() -> frozenset[int]:
    """The primary keys of the aliases that no list needs: their source is beside them."""
    return frozenset(pk for pk, source in sources().items() if source.is_beside)


def without_repeats(pages: QuerySet) -> QuerySet:
    """Those of `pages` that stand for themselves. Can be searched, as `pages` can."""
    repeats = repeating()
    return pages.exclude(pk__in=repeats) if repeats else pages


def same_as(pk: int | None, known: dict[int, Source]) -> set:
    """The primary keys of a page and, if it is an alias, of what it repeats. known: `sources()`."""
    source = known.get(pk)
    return {pk, source.pk} if source else {pk}
