"""The search: what a visitor typed -> the pages that answer it, the best first."""

from dataclasses import dataclass, field
from functools import partial

from .finding import find_pages, has_pages, indexed_texts
from .ranking import MAX_READ, Ranking
from .spelling import corrected, respell
from .terms import Term, read_query, synonym_groups
from .vocabulary import Entry, Vocabulary, vocabulary_of
from .words import words_of


@dataclass
class Answer:
    """Keys of the pages found, the best first; what was asked for, and as what it was taken.

    corrected: the query that was searched in place of the one typed, "" where none was.
    entries: what each page of the site is known by.
    """

    page_ids: list[int] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    corrected: str = ""
    entries: dict[int, Entry] = field(default_factory=dict)


def search_pages(site, query: str, as_typed: bool = False) -> Answer:
    """The published, public pages of `site` that answer `query`.

    A word is taken for a misspelt one where no page has it, and never if `as_typed`. The number of
    database queries does not depend on the number of pages found.
    """
    if not words_of(query):
        return Answer()
    vocabulary, groups = vocabulary_of(site), synonym_groups()
    terms = read_query(query, vocabulary, groups)
    corrections = {} if as_typed else corrected(terms, partial(has_pages, site), vocabulary)
    meant = respell(words_of(query), corrections) if corrections else ""
    if meant:
        terms = read_query(meant, vocabulary, groups)
    page_ids = _ranked(site, meant or query, terms, vocabulary)
    return Answer(page_ids, terms, meant, vocabulary.entries)


def _ranked(site, query: str, terms: list[Term], vocabulary: Vocabulary) -> list[int]:
    ranking = Ranking(query, terms, vocabulary)
    page_ids = ranking.by_names(find_pages(site, terms))
    return ranking.by_all(page_ids, indexed_texts(page_ids[:MAX_READ]))
