"""The site's sitemap: one file for a small site, for a large one an index and files.

A file holds the pages of one range of primary keys. So a page stays in its file whatever becomes of
others, and each file costs the same. docs/decisions/0013-sitemap-files-are-key-ranges.md says why.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Count, F, Max, Q, QuerySet
from wagtail.models import Page, Site

from ...lib.languages import are_several
from ...pages.freshness import latest, tree_changed_at
from ...pages.listed import listed
from .entries import Entries
from .xml import index_of, urlset

# How many primary keys make a file. The protocol allows 50,000 addresses, of which a page may have
# several, and one answer should not take long.
FILE_SPAN = 5_000


class Sitemap:
    """The sitemap of one site, as `request` asks for it: with the addresses of that site."""

    def __init__(self, request, site: Site):
        self._request = request
        self._site = site
        self._listed = listed(Page.objects.all())
        self._pages = self._listed.filter(_within(site))

    def files(self) -> list[tuple[int, int, datetime | None]]:
        """(number, pages, when the last of them changed) of each file. Two queries."""
        start = F("pk") - F("pk") % FILE_SPAN
        rows = (
            self._pages.order_by()
            .annotate(start=start)
            .values("start")
            .annotate(
                count=Count("pk"),
                published=Max("last_published_at"),
                shown=Max("clinic_freshness__changed_at"),
            )
            .order_by("start")
        )
        changed = tree_changed_at(self._site.root_page.path)
        return [
            (
                row["start"] // FILE_SPAN + 1,
                row["count"],
                latest(row["published"], row["shown"], changed),
            )
            for row in rows
        ]

    def has_file(self, number: int) -> bool:
        return self._in_file(number).exists()

    def whole(self) -> Iterator[str]:
        """All addresses in one file, which a small site's are."""
        return self._urlset(self._pages)

    def file(self, number: int) -> Iterator[str]:
        return self._urlset(self._in_file(number))

    def index(self, files, address_of) -> str:
        """address_of: number of a file -> its full URL."""
        return index_of((address_of(number), changed) for number, _count, changed in files)

    def _in_file(self, number: int) -> QuerySet:
        start = (number - 1) * FILE_SPAN
        return self._pages.filter(pk__gte=start, pk__lt=start + FILE_SPAN)

    def _urlset(self, pages: QuerySet) -> Iterator[str]:
        return urlset(Entries(self._request, self._site, self._listed).of(pages))


def locations_of(page_ids: Iterable[int]) -> Iterator[str]:
    """The full URLs of those of these pages that search engines may list, in all sites."""
    found = listed(Page.objects.filter(pk__in=page_ids))
    for site in Site.objects.select_related("root_page"):
        for entries in Entries(None, site, found).of(found.filter(_within(site))):
            yield from (entry.location for entry in entries)


def is_small(files) -> bool:
    """Whether one file holds all pages, wherever their keys lie."""
    return sum(count for _number, count, _changed in files) <= FILE_SPAN


def _within(site: Site) -> Q:
    """The pages under the front page of `site`, in each of its languages."""
    fronts = [site.root_page]
    if are_several():
        fronts += site.root_page.get_translations()
    condition = Q()
    for front in fronts:
        condition |= Q(path__startswith=front.path)
    return condition
