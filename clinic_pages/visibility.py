"""May visitors of one page see what another page says?"""

from django.db.models import CharField, ExpressionWrapper, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction


def with_restriction(pages: QuerySet) -> QuerySet:
    """`pages`, each with `restricted_at`: the tree path of the nearest page, itself or above, that
    carries a view restriction, or None. It costs no query of its own."""
    target = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    around = PageViewRestriction.objects.annotate(target=target).filter(
        target__startswith=F("page__path")
    )
    # Paths grow from the root down: the greatest is the nearest.
    nearest = around.order_by("-page__path").values("page__path")[:1]
    return pages.annotate(restricted_at=Subquery(nearest))


def is_restricted(target, shown_on=None) -> bool:
    """Whether `target` has a view restriction that does not also guard the page `shown_on`.

    Independent of who is looking, so that the answer is safe to cache with the page: where both
    lie in the same members' area, whoever reads the one may read the other. The nearest
    restriction decides: where it guards `shown_on`, so does every one above it.

    One query for a `target` that did not come through `with_restriction`.
    """
    if not hasattr(target, "restricted_at"):
        pages = with_restriction(type(target).objects.filter(pk=target.pk))
        target.restricted_at = pages.values_list("restricted_at", flat=True).first()
    guarded = (getattr(shown_on, "path", "") or "").startswith(target.restricted_at or "")
    return target.restricted_at is not None and not guarded


def why_hidden(target, shown_on=None) -> str:
    """Why visitors of `shown_on` do not see `target` (a page or None); "" where they do."""
    if target is None:
        return _("It has been deleted, or none is chosen.")
    if not target.live:
        return _("“%(title)s” is not published.") % {"title": target.title}
    if is_restricted(target, shown_on):
        return _("“%(title)s” is private: only some visitors may see it.") % {"title": target.title}
    return ""
