"""Which booking snippet a page shows."""

from django.conf import settings
from django.utils.translation import gettext as _

from .models import BookingSnippet
from .tree import ancestors


def inherited_snippet(page) -> BookingSnippet | None:
    """The published snippet chosen on the nearest published page above `page`."""
    nearest_first = [p.chosen_snippet_id for p in reversed(ancestors(page)) if p.live]
    chosen = [pk for pk in nearest_first if pk]
    if not chosen:
        return None
    published = BookingSnippet.objects.filter(live=True).in_bulk(chosen)
    return next((published[pk] for pk in chosen if pk in published), None)


def _in_active_language(snippet: BookingSnippet) -> BookingSnippet:
    return snippet.localized if getattr(settings, "WAGTAIL_I18N_ENABLED", False) else snippet


def builtin_snippet() -> BookingSnippet:
    """What is shown where nobody has written anything: unsaved."""
    return BookingSnippet(heading=_("Book an appointment"), text="", live=True)


def booking_snippet_for(page, clinic) -> BookingSnippet:
    """The one booking snippet that `page` shows.

    The page's own choice, else the nearest ancestor's, else the default of `clinic` (a
    ClinicSettings), else the built-in one. A draft counts as not chosen.

    page: any Wagtail page, or None for a view that has no page.
    """
    own = getattr(page, "booking_snippet", None)
    if own and own.live:
        return _in_active_language(own)
    inherited = inherited_snippet(page) if page else None
    if inherited:
        return _in_active_language(inherited)
    default = clinic.default_booking_snippet
    return _in_active_language(default) if default and default.live else builtin_snippet()
