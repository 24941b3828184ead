"""Asks Wagtail's search which pages have the terms of a query. It finds; `ranking` sorts."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, get_page_models
from wagtail.search.models import IndexEntry
from wagtail.search.query import And, Or, Phrase, PlainText

from clinic_pages.lib.references import pages_referred_to
from clinic_pages.lib.visibility import public

from .terms import Term
from .vocabulary import visible_pages
from .words import forms

# Of the pages that have all terms, and again of those that have some.
MAX_FOUND = 500


def find_pages(site, terms: list[Term]) -> list[int]:
    """Keys of the visible pages that have all terms, then of those that have some. At most two
    searches."""
    queries = [_asking_for(term) for term in terms]
    found = _search(site, And(queries)) if len(queries) > 1 else []
    return list(dict.fromkeys([*found, *_search(site, Or(queries))]))


def has_pages(site, word: str) -> bool:
    """Whether any visible page has this word. One search."""
    return bool(visible_pages(site).search(_asking_for(Term((word,)))).count())


def _search(site, query) -> list[int]:
    return [page.pk for page in visible_pages(site).search(query)[:MAX_FOUND]]


def _asking_for(term: Term) -> Or:
    """Any form of the word, any word that it begins, any phrase that means the same.

    Always an Or of two at least: SQLite gets no brackets around the words of one PlainText.
    """
    phrases = [" ".join(phrase) for phrase in term.phrases]
    words = [phrase[0] for phrase in term.phrases if len(phrase) == 1]
    alike = [form for word in words for form in forms(word)] + list(term.completions)
    asked = [PlainText(" ".join(alike), operator="or")] if alike else []
    asked += [Phrase(phrase) for phrase in phrases]
    return Or(asked if len(asked) > 1 else asked * 2)


def indexed_texts(page_ids: Iterable[int]) -> dict[int, str]:
    """What the search index has of these pages beside their titles, the words that their blocks
    show of other pages included. One query; {} where no database keeps the index."""
    types = ContentType.objects.get_for_models(*get_page_models()).values()
    entries = IndexEntry.objects.filter(
        content_type__in=[each.pk for each in types],
        object_id__in=[str(pk) for pk in page_ids],
    )
    return {int(entry.object_id): _text_of(entry) for entry in entries}


def showable_texts(page_ids: Iterable[int]) -> dict[int, str]:
    """`indexed_texts` of the pages that name no page hidden from visitors.

    The text of a page that has just been hidden may still stand in the index, until a background
    task has written the entry anew. Three queries more, and one where a private page has aliases.
    """
    page_ids = list(page_ids)
    named = pages_referred_to(page_ids)
    seen = public(Page.objects.live()).filter(pk__in={target for _page, target in named})
    visible = set(seen.values_list("pk", flat=True))
    doubtful = {page for page, target in named if target not in visible}
    return indexed_texts(pk for pk in page_ids if pk not in doubtful)


def _text_of(entry) -> str:
    # PostgreSQL has vectors in `body`, and the text beside them.
    return (entry.body_text if hasattr(entry, "body_text") else entry.body) or ""
