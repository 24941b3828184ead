"""Of any number of pages, those that an editor reads about one by one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page

from .shown_on import findable

# Of further pages only the number is said.
LIMIT = 100


@dataclass(frozen=True)
class WrittenOut:
    """page_ids: of all pages. rows: what is said of the first that an editor may read about."""

    page_ids: frozenset[int]
    rows: list

    @property
    def count(self) -> int:
        return len(self.page_ids)

    @property
    def others(self) -> int:
        """The number of those that are not written out."""
        return self.count - len(self.rows)


def first_of(page_ids: Iterable[int], user) -> QuerySet[Page]:
    """Those that `user` finds in the admin, by title."""
    pages = findable(Page.objects.filter(pk__in=page_ids), user)
    return pages.order_by("title", "pk")[:LIMIT]
