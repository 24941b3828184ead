"""What the sitemap says of each page. Pages are read in batches, and none is kept."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, QuerySet
from wagtail.models import Page, Site

from ...lib.languages import are_several
from ...pages.base import ClinicPage
from ...pages.freshness import latest, tree_changed_at
from ..versions import with_default
from .addresses import Addresses
from .pictures import pictures_on

BATCH_SIZE = 1_000
# A page type that answers one of these in its own way is asked, page by page.
ANSWERS = ("get_sitemap_urls", "get_full_url", "get_url_parts")
FIELDS = (
    "pk",
    "url_path",
    "content_type_id",
    "translation_key",
    "last_published_at",
    "shown_changed_at",
)


class Entry(NamedTuple):
    """One address. alternates: (language, full URL) of each version, its own included."""

    location: str
    lastmod: date | None = None
    alternates: tuple[tuple[str, str], ...] = ()
    pictures: tuple[str, ...] = ()
    changefreq: str = ""
    priority: str = ""


class Entries:
    """As many queries for each batch of pages, whatever pages they are."""

    def __init__(self, request, site: Site, listed: QuerySet):
        """listed: all pages, of any site and language, that may be alternates."""
        self._request = request
        self._root_url = site.root_url
        self._site_changed_at = tree_changed_at(site.root_page.path)
        self._addresses = Addresses(request, site)
        self._listed = listed

    def of(self, pages: QuerySet) -> Iterator[list[Entry]]:
        """The entries of `pages`, a batch at a time."""
        for rows in _batches(pages):
            pictures = pictures_on([row.pk for row in rows], self._root_url)
            versions = self._versions(rows)
            own = self._own_addresses(rows)
            yield [
                entry
                for row in rows
                for entry in self._entries(row, own, pictures[row.pk], versions)
            ]

    def _entries(self, row, own: dict, pictures, versions) -> Iterator[Entry]:
        address = self._addresses.of(row.url_path)
        if row.pk not in own:
            lastmod = latest(row.last_published_at, row.shown_changed_at, self._site_changed_at)
            own = {row.pk: [{"location": address, "lastmod": lastmod}]}
        for url in own[row.pk]:
            if url["location"] == address:
                yield _entry(url, pictures, versions.get(row.translation_key, ()))
            elif url["location"]:
                yield _entry(url)

    def _own_addresses(self, rows) -> dict[int, list[dict]]:
        """What pages with answers of their own say, by primary key. One query for each type."""
        by_type = defaultdict(list)
        for row in rows:
            by_type[ContentType.objects.get_for_id(row.content_type_id).model_class()].append(
                row.pk
            )
        return {
            page.pk: self._own(page)
            for model, pks in by_type.items()
            if model is not None and answers_itself(model)
            for page in _specific(model, pks)
        }

    def _own(self, page: Page) -> list[dict]:
        page.shown_changed_at = latest(page.shown_changed_at, self._site_changed_at)
        return page.get_sitemap_urls(self._request)

    def _versions(self, rows) -> dict:
        """(language, full URL) of each translation, by translation key, where there are several."""
        if not are_several():
            return {}
        wanted = self._listed.filter(translation_key__in=[row.translation_key for row in rows])
        found = wanted.order_by("locale__language_code").values_list(
            "translation_key", "locale__language_code", "url_path"
        )
        by_key = defaultdict(list)
        for key, language, url_path in found:
            if address := self._addresses.of(url_path):
                by_key[key].append((language, address))
        return {key: with_default(each) for key, each in by_key.items() if len(each) > 1}


def answers_itself(model: type[Page]) -> bool:
    base = ClinicPage if issubclass(model, ClinicPage) else Page
    return any(getattr(model, name) is not getattr(base, name) for name in ANSWERS)


def _batches(pages: QuerySet) -> Iterator[list]:
    """By keys, not by offset: the last batch costs as much as the first."""
    rows = (
        pages.annotate(shown_changed_at=F("clinic_freshness__changed_at"))
        .order_by("pk")
        .values_list(*FIELDS, named=True)
    )
    batch = list(rows[:BATCH_SIZE])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1].pk)[:BATCH_SIZE])


def _specific(model: type[Page], pks: list[int]) -> QuerySet:
    pages = model.objects.filter(pk__in=pks).defer_streamfields()
    return pages.annotate(shown_changed_at=F("clinic_freshness__changed_at"))


def _entry(url: dict, pictures=(), versions=()) -> Entry:
    """url: as Django's and Wagtail's sitemaps have it."""
    stated = [(each["lang_code"], each["location"]) for each in url.get("alternates", ())]
    return Entry(
        location=url["location"],
        lastmod=url.get("lastmod"),
        alternates=tuple(stated or versions),
        pictures=tuple(pictures),
        changefreq=str(url.get("changefreq") or ""),
        priority=str(url.get("priority") or ""),
    )
