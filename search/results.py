"""The pages found, as a visitor sees them: with an excerpt, and by kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F
from django.utils.safestring import SafeString
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page
from wagtail.search.utils import normalise_query_string

from clinic_pages.lib.facts import fact
from clinic_pages.lib.page_answers import page_answers
from clinic_pages.lib.shown import shown_pages
from clinic_pages.lib.visibility import why_hidden
from clinic_pages.models import ConditionIndexPage

from .excerpts import excerpt, marked
from .queries import Answer
from .terms import Term
from .texts import Text, texts_of
from .vocabulary import KINDS, root_of, visible_pages


@dataclass
class Hit:
    page: Page
    title: SafeString
    excerpt: SafeString


class Group(NamedTuple):
    """The hits of one kind. heading: its name in the visitor's language."""

    kind: str
    heading: str
    hits: list[Hit]


class Promoted(NamedTuple):
    """What editors want to be seen first."""

    title: str
    url: str
    description: str
    page_id: int | None


def hits_of(site, answer: Answer, page_ids: Iterable[int]) -> list[Hit]:
    """In the order of `page_ids`; what visitors may not see any more is left out. As many queries
    as there are types of pages, and a few."""
    page_ids, root = list(page_ids), root_of(site)
    pages = {
        pk: page
        for pk, page in shown_pages(page_ids).items()
        if page.path.startswith(root) and not why_hidden(page)
    }
    texts = texts_of(page_ids)
    return [_hit(pages[pk], answer.terms, texts[pk]) for pk in page_ids if pk in pages]


def _hit(page: Page, terms: list[Term], text: Text) -> Hit:
    instead = page_answers(page).summary_text or page.search_description
    return Hit(page, marked(page.title, terms), excerpt(page.title, text, terms, instead))


def grouped(hits: Iterable[Hit], answer: Answer) -> list[Group]:
    """By kind, the one with the best hit first."""
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(answer.entries[hit.page.pk].kind, []).append(hit)
    return [Group(kind, str(KINDS[kind]), found) for kind, found in by_kind.items()]


def promoted_for(site, *queries: str) -> list[Promoted]:
    """What editors promote for one of these queries, in their order. Two queries at most."""
    asked = {normalise_query_string(query) for query in queries if query} & promoted_queries()
    if not asked:
        return []
    # Not by Wagtail's template tag: it stores every query that it is asked about.
    chosen = SearchPromotion.objects.filter(query__query_string__in=asked)
    chosen = list(
        chosen.order_by("query__query_string", F("sort_order").asc(nulls_first=True), "pk")
    )
    pages = visible_pages(site).in_bulk([each.page_id for each in chosen if each.page_id])
    found = [_promoted(each, pages.get(each.page_id)) for each in chosen]
    return [each for each in found if each.url]


@fact
def promoted_queries() -> frozenset[str]:
    """The queries for which something is promoted."""
    found = SearchPromotion.objects.values_list("query__query_string", flat=True)
    return frozenset(found.distinct())


def _promoted(promotion: SearchPromotion, page: Page | None) -> Promoted:
    if promotion.page_id:
        title, url = (page.title, page.url) if page else ("", "")
    else:
        title, url = promotion.external_link_text, promotion.external_link_url
    return Promoted(title or url, url, promotion.description, promotion.page_id)


def list_of_conditions(site) -> Page | None:
    return visible_pages(site).type(ConditionIndexPage).first()
