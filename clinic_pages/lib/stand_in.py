"""In a preview an unsaved object stands in for the stored one, wherever a page shows it.

Pages load what they show by way of these functions. Outside of previews they change nothing.
"""

import copy
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import Q, QuerySet

_stand_in: ContextVar = ContextVar("clinic_pages_stand_in", default=None)


@contextmanager
def standing_in(unsaved, is_published: bool = True):
    """While the body runs, pages show `unsaved` instead of what is stored: as if it were published,
    or as if it were not."""
    stand_in = copy.copy(unsaved)
    stand_in.live = is_published
    token = _stand_in.set(stand_in)
    try:
        yield
    finally:
        _stand_in.reset(token)


def is_standing_in() -> bool:
    """Whether a page is being rendered for the sake of another object that it shows."""
    return _stand_in.get() is not None


def in_place_of(stored):
    """A copy of the stand-in where it stands in for `stored`, else `stored` (which may be None)."""
    stand_in = _stand_in.get()
    return copy.copy(stand_in) if stored is not None and stored == stand_in else stored


def as_published(pages: QuerySet):
    """The published ones of `pages`: a queryset, in a preview a list with the stand-in in it."""
    stand_in = _stand_in.get()
    if not isinstance(stand_in, pages.model):
        return pages.live()
    found = pages.filter(Q(live=True) | Q(pk=stand_in.pk))
    return [page for page in map(in_place_of, found) if page.live]
