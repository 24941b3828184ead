"""Which booking snippet a page shows."""

from django.utils.translation import gettext as _

from ..lib.languages import is_published
from ..lib.page_answers import page_answers
from ..lib.shown import shown_instead, shown_on
from .booking_texts import BookingSnippet
from .booking_ways import CONTACT
from .clinic import ClinicSettings
from .tree import ancestors, chosen_snippets


def inherited_snippet(page) -> BookingSnippet | None:
    """The published snippet chosen on the nearest published page above `page`, in its language."""
    nearest_first = [p.chosen_snippet_id for p in reversed(ancestors(page)) if p.live]
    return _first_published(page, nearest_first)


def _first_published(page, keys) -> BookingSnippet | None:
    """The first of these that is published, in the language of `page`."""
    found = shown_on(page, BookingSnippet, filter(None, keys))
    return next(filter(is_published, found), None)


def builtin_snippet() -> BookingSnippet:
    """What is shown where nobody has written anything: unsaved."""
    return BookingSnippet(heading=_("Book an appointment"), text="", way=CONTACT, live=True)


def booking_snippet_for(page, clinic) -> BookingSnippet:
    """The one booking snippet that `page` shows.

    The page's own choice, else the nearest ancestor's, else the default of `clinic` (a
    ClinicSettings), else the built-in one. Each in the language of the page where its translation
    is published. A draft counts as not chosen.

    page: any Wagtail page, or None for a view that has no page.
    """
    own = _first_published(page, [page_answers(page).booking_snippet_id])
    found = own or (inherited_snippet(page) if page else None)
    if found is None:
        default = shown_instead(page, clinic.default_booking_snippet)
        found = default if default and is_published(default) else builtin_snippet()
    return found


def snippets_without(pages, removed: set) -> dict:
    """{page's pk: booking snippet} that each of `pages` shows once those with the primary keys
    `removed` are gone. Three queries for any number of pages; languages do not count."""
    ways = {page.pk: [page.path[:end] for end in _ends(page)] for page in pages}
    chosen = chosen_snippets({path for way in ways.values() for path in way})
    published = BookingSnippet.objects.filter(live=True).exclude(pk__in=removed)
    snippets = published.in_bulk(chosen.values())
    clinics = ClinicSettings.objects.select_related("site__root_page", "default_booking_snippet")
    defaults = {
        clinic.site.root_page.path: clinic.default_booking_snippet
        for clinic in clinics
        if clinic.default_booking_snippet_id not in removed
    }
    return {pk: _nearest(way, chosen, snippets, defaults) for pk, way in ways.items()}


def _ends(page) -> range:
    """The lengths of the paths from `page` up to the tree's root."""
    return range(len(page.path), 0, -page.steplen)


def _nearest(way, chosen, snippets, defaults) -> BookingSnippet:
    own_or_above = (snippets.get(chosen.get(path)) for path in way)
    of_clinic = (default for path in way if (default := defaults.get(path)) and default.live)
    return next(filter(None, own_or_above), None) or next(of_clinic, None) or builtin_snippet()
