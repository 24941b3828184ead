"""Where a page lies in its site's tree."""

from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from wagtail.models import Page, get_page_models

from .models import BookingSnippet, ClinicPage


def _snippet_lookups() -> list[str]:
    """The way from Page to `booking_snippet` on each page type that has it."""
    return [
        f"{model._meta.model_name}__booking_snippet"
        for model in get_page_models()
        if issubclass(model, ClinicPage) and Page in model._meta.parents
    ]


def way_to(page) -> list[Page]:
    """The pages from the tree's root down to `page` itself. One query per page instance.

    Each is a plain Page with `chosen_snippet_id`, the booking snippet chosen on it, or None,
    `shown_changed_at`, its PageFreshness, and `share_image`, the name of that file. Kept on the
    instance, which lives for one request: breadcrumb, booking snippet, Last-Modified and the page's
    head all ask for it.
    """
    if not hasattr(page, "_clinic_way"):
        pages = page.get_ancestors(inclusive=True).annotate(
            chosen_snippet_id=Coalesce(*_snippet_lookups()),
            shown_changed_at=F("clinic_freshness__changed_at"),
            share_image=F("clinic_share_image__file"),
        )
        page._clinic_way = list(pages)
    return page._clinic_way


def ancestors(page) -> list[Page]:
    """The pages above `page`, the root's first; for a page that is not stored yet, too."""
    return [each for each in way_to(page) if each.path != page.path]


def share_image(page) -> str:
    """The name of the file of the page's share image, "" where there is none yet."""
    own = next((each for each in way_to(page) if each.path == page.path), None)
    return getattr(own, "share_image", None) or ""


def shown_changed_at(page) -> datetime | None:
    """When something that `page` shows, but that is not its own, last changed."""
    if hasattr(page, "shown_changed_at"):
        return page.shown_changed_at
    return next((each.shown_changed_at for each in way_to(page) if each.path == page.path), None)


def chosen_snippets(paths) -> dict[str, int]:
    """{path: primary key of the booking snippet} chosen on the published pages at `paths`."""
    pages = Page.objects.live().filter(path__in=paths)
    chosen = pages.annotate(choice=Coalesce(*_snippet_lookups())).exclude(choice=None)
    return dict(chosen.values_list("path", "choice"))


def inheriting_pages(path: str, inclusive: bool = False) -> QuerySet[Page]:
    """The published pages that show the booking snippet which the page at `path` hands down.

    Those under it, but for pages with a published choice of their own, and what lies under such.
    inclusive: the page at `path` too.
    """
    published = BookingSnippet.objects.filter(live=True).values("pk")
    pages = Page.objects.filter(path__startswith=path).annotate(
        choice=Coalesce(*_snippet_lookups())
    )
    below = pages if inclusive else pages.exclude(path=path)
    nearer = below.live().filter(choice__in=published, numchild__gt=0)
    inheriting = below.live().filter(Q(choice__isnull=True) | ~Q(choice__in=published))
    for chooser in nearer.values_list("path", flat=True):
        inheriting = inheriting.exclude(path__startswith=chooser)
    return inheriting


def breadcrumb(page, site) -> list[Page]:
    """The published pages from the front of `site` down to the parent of `page`."""
    front = site.root_page.path
    return [p for p in ancestors(page) if p.live and p.path.startswith(front)]
