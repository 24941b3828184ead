"""Asks Wagtail's search which pages have the terms of a query. It finds; `ranking` sorts."""

from django.conf import settings
from wagtail.search.query import And, Or, Phrase, PlainText

from clinic_pages.lib.index_words import is_dense

from .frequencies import Frequencies
from .known_names import TAIL_LENGTH, NameWord
from .terms import Term
from .vocabulary import visible_pages
from .words import forms, stem

# Where another engine answers the admin's searches, visitors have one in the database all the same:
# ranking reads what the entries there say.
BACKEND = "visitors" if "visitors" in getattr(settings, "WAGTAILSEARCH_BACKENDS", {}) else "default"
# How many pages are ranked. Who has more pages with all of the words asks for too little.
MAX_FOUND = 100


def find_pages(site, words: tuple[str, ...], known: Frequencies) -> tuple[list[int], bool]:
    """(keys of pages that may answer a query, whether these are all that have its words).

    The search index is asked once, and once more where it has too many.
    """
    terms, exact = known.terms, named_exactly(words)
    # A term that too many names have says little where another one says more.
    telling = [term for term in terms if known.having(term) < MAX_FOUND]
    queries = [_asking_for(term) for term in telling or terms]
    found = _search(site, Or(queries) if telling else And(queries))
    if len(found) < MAX_FOUND:
        return [*exact, *named_like(telling or terms), *found], True
    if len(telling) > 1:
        found = [*_search(site, And(queries)), *found]
    rarest = min(terms, key=known.having)
    return [*exact, *named_like([rarest]), *found], False


def named_exactly(words: tuple[str, ...]) -> list[int]:
    """The keys of pages with a name that is the query."""
    text = " ".join(words)
    rows = NameWord.objects.filter(place=0, tail=text[:TAIL_LENGTH].encode(), name__words=text)
    return _keys(rows)


def named_like(terms: list[Term]) -> list[int]:
    """The keys of pages with a name that has a word of one of these terms, whatever accents the
    database takes for letters."""
    stems = {each for term in terms for own in term.stem_sets for each in own}
    stems |= {stem(word) for term in terms for word in term.completions}
    return _keys(NameWord.objects.filter(stem__in=stems))


def _keys(rows) -> list[int]:
    return list(rows.filter(page__isnull=False).values_list("page", flat=True)[:MAX_FOUND])


def has_pages(site, word: str) -> bool:
    """Whether any visible page has this word. One search.

    By their number: to find one page alone PostgreSQL may look through all of them.
    """
    return bool(visible_pages(site).search(_asking_for(Term((word,))), backend=BACKEND).count())


def _search(site, query) -> list[int]:
    """Keys in no order of worth: to weigh thousands of texts takes a database far longer than to
    find them, and `ranking` knows better."""
    pages = visible_pages(site).only("pk").search(query, order_by_relevance=False, backend=BACKEND)
    return [page.pk for page in pages[:MAX_FOUND]]


def _asking_for(term: Term) -> Or:
    """Any form of the word, words that it begins or is a part of, phrases that mean the same.

    Always an Or of two at least: SQLite gets no brackets around the words of one PlainText.
    """
    phrases = [" ".join(phrase) for phrase in term.phrases]
    words = [phrase[0] for phrase in term.phrases if len(phrase) == 1]
    alike = [form for word in words if not is_dense(word) for form in forms(word)]
    alike += term.completions
    asked = [PlainText(" ".join(alike), operator="or")] if alike else []
    asked += [Phrase(phrase) for phrase in phrases]
    return Or(asked if len(asked) > 1 else asked * 2)
