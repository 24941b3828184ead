"""May visitors of one page see what another page says?"""

from django.db.models import (
    CharField,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction

# The ways from a view restriction to the pages that carry it: to Wagtail an alias is as private as
# its source. It forbids no alias of an alias.
CARRIERS = ("page", "page__aliases", "page__aliases__aliases")


def with_restriction(pages: QuerySet) -> QuerySet:
    """`pages`, each with `restricted_at`: the tree path of the nearest page, itself or above, that
    carries a view restriction, or "". It costs no query of its own."""
    nearest = [Coalesce(_nearest(carrier), Value("")) for carrier in CARRIERS]
    # Paths grow from the root down, and all of these lead to the same page: the greatest is the
    # nearest.
    return pages.annotate(restricted_at=Greatest(*nearest))


def _nearest(carrier: str) -> Subquery:
    target = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    around = PageViewRestriction.objects.annotate(target=target).filter(
        target__startswith=F(f"{carrier}__path")
    )
    # By depth: by path SQLite would look through all pages.
    return Subquery(around.order_by(f"-{carrier}__depth").values(f"{carrier}__path")[:1])


def public(pages: QuerySet) -> QuerySet:
    """Those of `pages` that every visitor may see, aliases of private pages left out. One query.

    Wagtail's own `public()` takes such an alias for public. Can be searched, as that can.
    """
    pages = pages.public()
    for path in _aliases_of_private_pages():
        pages = pages.exclude(path__startswith=path)
    return pages


def _aliases_of_private_pages() -> list[str]:
    """Their tree paths, asked from the few restrictions on: asked from the pages on, or with a
    condition for the aliases, SQLite would look through all pages of the site."""
    names = [f"{carrier}__path" for carrier in CARRIERS[1:]]
    rows = PageViewRestriction.objects.values_list(*names)
    return sorted({path for row in rows for path in row if path})


def is_restricted(target, shown_on=None) -> bool:
    """Whether `target` has a view restriction that does not also guard the page `shown_on`.

    Independent of who is looking, so that the answer is safe to cache with the page: where both
    lie in the same members' area, whoever reads the one may read the other. The nearest
    restriction decides: where it guards `shown_on`, so does every one above it.

    One query for a `target` that did not come through `with_restriction`.
    """
    if not hasattr(target, "restricted_at"):
        pages = with_restriction(type(target).objects.filter(pk=target.pk))
        target.restricted_at = pages.values_list("restricted_at", flat=True).first() or ""
    own = getattr(shown_on, "path", "") or ""
    return bool(target.restricted_at) and not own.startswith(target.restricted_at)


def why_hidden(target, shown_on=None) -> str:
    """Why visitors of `shown_on` do not see `target` (a page or None); "" where they do."""
    if target is None:
        return _("It has been deleted, or none is chosen.")
    if not target.live:
        return _("“%(title)s” is not published.") % {"title": target.title}
    if is_restricted(target, shown_on):
        return _("“%(title)s” is private: only some visitors may see it.") % {"title": target.title}
    return ""
