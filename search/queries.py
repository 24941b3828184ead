"""The search: what a visitor typed -> the pages that answer it, the best first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from .finding import find_pages, has_pages
from .frequencies import Frequencies
from .ranking import MAX_READ, Ranking
from .spelling import corrected, respell
from .terms import Term, read_query, synonym_groups
from .texts import texts_of
from .vocabulary import Entry, entries_of
from .words import dense_parts, query_words


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
    words = query_words(query)
    if not words:
        return Answer()
    groups, is_found = synonym_groups(), partial(has_pages, site)
    words = _loosened(words, is_found)
    terms, lexicon = read_query(words, groups)
    corrections = {} if as_typed else corrected(terms, is_found, lexicon)
    meant = respell(words, corrections) if corrections else ""
    if meant:
        words = query_words(meant)
        terms, _lexicon = read_query(words, groups)
    return _answer(site, words, terms, meant)


def _loosened(words: tuple[str, ...], is_found: Callable[[str], bool]) -> tuple[str, ...]:
    """The same, with the parts of what is written without blanks and stands so on no page."""
    parts = [dense_parts(word) for word in words]
    return tuple(
        part
        for word, own in zip(words, parts, strict=True)
        for part in ([word] if len(own) == 1 or is_found(word) else own)
    )


def _answer(site, words: tuple[str, ...], terms: list[Term], meant: str) -> Answer:
    known = Frequencies(terms)
    page_ids, is_all = find_pages(site, words, known)
    entries = entries_of(site, page_ids)
    ranking = Ranking(words, known, entries)
    ranked = ranking.by_names()
    ranked = ranking.by_all(ranked, texts_of(ranked[:MAX_READ]))
    return Answer(ranked, terms, meant, entries, is_all)
