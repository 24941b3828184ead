"""The search: what a visitor typed -> the pages that answer it, the best first."""

from dataclasses import dataclass, field
from functools import partial

from clinic_pages.lib.text_folding import words_of

from .finding import find_pages, has_pages
from .frequencies import Frequencies
from .ranking import MAX_READ, Ranking
from .spelling import corrected, respell
from .terms import Term, read_query, synonym_groups
from .texts import texts_of
from .vocabulary import Entry, entries_of


@dataclass
class Answer:
    """Keys of the pages found, the best first; what was asked for, and as what it was taken.

    corrected: the query that was searched in place of the one typed, "" where none was.
    entries: what each of the pages is known by. is_all: whether these are all that answer it.
    """

    page_ids: list[int] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    corrected: str = ""
    entries: dict[int, Entry] = field(default_factory=dict)
    is_all: bool = True


def search_pages(site, query: str, as_typed: bool = False) -> Answer:
    """The published, public pages of `site` that answer `query`.

    A word is taken for a misspelt one where no page has it, and never if `as_typed`. The number of
    database queries does not depend on the number of pages found.
    """
    if not words_of(query):
        return Answer()
    groups = synonym_groups()
    terms, lexicon = read_query(query, groups)
    corrections = {} if as_typed else corrected(terms, partial(has_pages, site), lexicon)
    meant = respell(words_of(query), corrections) if corrections else ""
    if meant:
        terms, _lexicon = read_query(meant, groups)
    return _answer(site, meant or query, terms, meant)


def _answer(site, query: str, terms: list[Term], meant: str) -> Answer:
    known = Frequencies(terms)
    page_ids, is_all = find_pages(site, words_of(query), known)
    entries = entries_of(site, page_ids)
    ranking = Ranking(query, known, entries)
    ranked = ranking.by_names()
    ranked = ranking.by_all(ranked, texts_of(ranked[:MAX_READ]))
    return Answer(ranked, terms, meant, entries, is_all)
