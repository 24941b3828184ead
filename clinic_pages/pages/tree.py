"""Where a page lies in its site's tree."""

from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page, get_page_models

from ..lib.facts import fact
from ..lib.registry import Registry
from ..lib.sites import front_of
from .base import ClinicPage
from .booking_texts import BookingSnippet
from .freshness import PageFreshness


def _of_page(model, field: str) -> Subquery:
    """Of a Page: the field of the `model` with the same key, or None.

    By a subquery and not by a join. PostgreSQL gathers statistics from 50 changed rows on, and
    knows nothing of these tables before: of ten joins it then expects so many rows that it compiles
    the query, which takes longer than all else of a visit.
    """
    return Subquery(model._base_manager.filter(pk=OuterRef("pk")).values(field))


def _chosen_snippet() -> Coalesce:
    """Of a Page: the key of the booking snippet chosen on it, of whatever type it is, or None."""
    return Coalesce(
        *(
            _of_page(model, "booking_snippet")
            for model in get_page_models()
            if issubclass(model, ClinicPage) and Page in model._meta.parents
        )
    )


# {name: (model with the page's key, its field)} that subjects store beside pages, and that a visit
# wants to know: asked for together with the way to the page.
BESIDE: Registry[str, tuple[type, str]] = Registry(
    {"shown_changed_at": (PageFreshness, "changed_at")}
)


def ancestors(page) -> list[Page]:
    """The pages above `page`, the root's first; for a page that is not stored yet, too.

    Each is a plain Page with `chosen_snippet_id`, the booking snippet chosen on it, or None.
    """
    return _lineage(page.path[: -page.steplen]) if page.path else []


@fact
def _lineage(path: str) -> list[Page]:
    """The pages from the tree's root down to the one at `path`. One query."""
    paths = [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
    pages = Page.objects.filter(path__in=paths).order_by("path")
    return list(pages.annotate(chosen_snippet_id=_chosen_snippet()))


def stored_beside(page, name: str):
    """What a subject stores of `page` under this name of BESIDE, None where there is nothing.

    One query per page instance, which lives for one request.
    """
    if not hasattr(page, "_clinic_beside"):
        stored = {name: _of_page(model, field) for name, (model, field) in BESIDE.items()}
        page._clinic_beside = Page.objects.filter(pk=page.pk).values(**stored).first() or {}
    return page._clinic_beside.get(name)


def shown_changed_at(page) -> datetime | None:
    """When something that `page` shows, but that is not its own, last changed."""
    if hasattr(page, "shown_changed_at"):
        return page.shown_changed_at
    return stored_beside(page, "shown_changed_at")


def chosen_snippets(paths) -> dict[str, int]:
    """{path: primary key of the booking snippet} chosen on the published pages at `paths`."""
    pages = Page.objects.live().filter(path__in=paths)
    chosen = pages.annotate(choice=_chosen_snippet()).exclude(choice=None)
    return dict(chosen.values_list("path", "choice"))


def inheriting_pages(path: str, inclusive: bool = False) -> QuerySet[Page]:
    """The published pages that show the booking snippet which the page at `path` hands down.

    Those under it, but for pages with a published choice of their own, and what lies under such.
    inclusive: the page at `path` too.
    """
    published = BookingSnippet.objects.filter(live=True).values("pk")
    pages = Page.objects.filter(path__startswith=path).annotate(choice=_chosen_snippet())
    below = pages if inclusive else pages.exclude(path=path)
    nearer = below.live().filter(choice__in=published, numchild__gt=0)
    inheriting = below.live().filter(Q(choice__isnull=True) | ~Q(choice__in=published))
    for chooser in nearer.values_list("path", flat=True):
        inheriting = inheriting.exclude(path__startswith=chooser)
    return inheriting


def breadcrumb(page, site) -> list[Page]:
    """The published pages from the front of `site`, in the language of its tree, down to the parent
    of `page`."""
    front = front_of(site, page.locale_id).path
    return [p for p in ancestors(page) if p.live and p.path.startswith(front)]
