"""May visitors of one page see what another page says?"""

from typing import NamedTuple

from django.db.models import BooleanField, QuerySet, Value
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction

from .facts import fact


class Marked(NamedTuple):
    """A page that carries a view restriction, or is an alias: of `source`."""

    pk: int
    path: str
    url_path: str
    locale: int
    source: int | None
    source_path: str | None
    source_url_path: str | None
    source_locale: int | None
    source_live: bool | None
    is_restricted: bool


OF_SOURCE = ("path", "url_path", "locale", "live")
COLUMNS = ("pk", "path", "url_path", "locale", "alias_of", *(f"alias_of__{n}" for n in OF_SOURCE))


@fact
def marked_pages() -> list[Marked]:
    """All pages that are private or repeat others: a few. One query."""
    restrictions = PageViewRestriction.objects.values_list(
        *(f"page__{name}" for name in COLUMNS), Value(True, BooleanField())
    )
    aliases = Page.objects.order_by().filter(alias_of__isnull=False)
    rows = restrictions.union(aliases.values_list(*COLUMNS, Value(False, BooleanField())))
    return [Marked(*row) for row in rows]


@fact
def restricted_paths() -> frozenset[str]:
    """The tree paths of all pages that carry a view restriction."""
    return private_among(marked_pages())


def private_among(marked: list[Marked]) -> frozenset[str]:
    """The same of these; to Wagtail an alias is as private as its source, and so is an alias of an
    alias."""
    found: dict[int, str] = {}
    carrying = {each.pk: each.path for each in marked if each.is_restricted}
    while carrying:
        found |= carrying
        aliases = (each for each in marked if each.source in carrying and each.pk not in found)
        carrying = {each.pk: each.path for each in aliases}
    return frozenset(found.values())


def restricted_at(path: str) -> str:
    """The tree path of the nearest page, that at `path` or above, that carries a view restriction;
    "" for none."""
    return nearest_of(restricted_paths(), path)


def nearest_of(carrying: frozenset[str], path: str) -> str:
    """The same among these paths."""
    ends = range(len(path), 0, -Page.steplen) if carrying else ()
    return next((path[:end] for end in ends if path[:end] in carrying), "")


def public(pages: QuerySet) -> QuerySet:
    """Those of `pages` that every visitor may see, aliases of private pages left out.

    Wagtail's own `public()` takes such an alias for public, and asks the database each time. Can be
    searched, as that can.
    """
    for path in sorted(restricted_paths()):
        if not restricted_at(path[: -Page.steplen]):
            pages = pages.exclude(path__startswith=path)
    return pages


def is_restricted(target, shown_on=None, carrying: frozenset[str] | None = None) -> bool:
    """Whether `target` has a view restriction that does not also guard the page `shown_on`.

    Independent of who is looking, so that the answer is safe to cache with the page: where both
    lie in the same members' area, whoever reads the one may read the other. The nearest
    restriction decides: where it guards `shown_on`, so does every one above it.

    carrying: `restricted_paths()`, from who asks about thousands.
    """
    carrying = restricted_paths() if carrying is None else carrying
    guarded = nearest_of(carrying, target.path or "")
    own = getattr(shown_on, "path", "") or ""
    return bool(guarded) and not own.startswith(guarded)


def why_hidden(target, shown_on=None) -> str:
    """Why visitors of `shown_on` do not see `target` (a page or None); "" where they do."""
    if target is None:
        return _("It has been deleted, or none is chosen.")
    if not target.live:
        return _("“%(title)s” is not published.") % {"title": target.title}
    if is_restricted(target, shown_on):
        return _("“%(title)s” is private: only some visitors may see it.") % {"title": target.title}
    return ""
