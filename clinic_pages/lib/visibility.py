"""May visitors of one page see what another page says?"""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction

from .facts import fact


@fact
def restricted_paths() -> frozenset[str]:
    """The tree paths of all pages that carry a view restriction; to Wagtail an alias is as private
    as its source, and so is an alias of an alias."""
    found: dict[int, str] = {}
    carrying = dict(PageViewRestriction.objects.values_list("page", "page__path"))
    while carrying:
        found |= carrying
        aliases = Page.objects.filter(alias_of__in=carrying).exclude(pk__in=found)
        carrying = dict(aliases.values_list("pk", "path"))
    return frozenset(found.values())


def restricted_at(path: str) -> str:
    """The tree path of the nearest page, that at `path` or above, that carries a view restriction;
    "" for none."""
    carrying = restricted_paths()
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


def is_restricted(target, shown_on=None) -> bool:
    """Whether `target` has a view restriction that does not also guard the page `shown_on`.

    Independent of who is looking, so that the answer is safe to cache with the page: where both
    lie in the same members' area, whoever reads the one may read the other. The nearest
    restriction decides: where it guards `shown_on`, so does every one above it.
    """
    guarded = restricted_at(target.path or "")
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
