"""Which of the pages found comes first, by rules that one can read.

A page scores for each term by the best name that has it: a title more than another name, that more
than a symptom or place, that more than a description, that more than the text of the page. Rare
terms count more. On top comes what makes a page fit as a whole: how much of the query its names
have between them, so that who is named by "back" and "pain" comes before who mentions a back; terms
that stand together in one name or one sentence; a name that stands in the query from end to end.
"""

import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from clinic_pages.lib.index_words import is_dense

from .frequencies import Frequencies
from .terms import Term
from .texts import NO_TEXT, Text
from .vocabulary import (
    ALTERNATE,
    CODE,
    CONDITION,
    DESCRIPTION,
    FINDING,
    OTHER,
    PERSON,
    THERAPY,
    TITLE,
    Entry,
    Name,
)
from .words import forms

WORTH = {TITLE: 10, ALTERNATE: 8, CODE: 8, FINDING: 6, DESCRIPTION: 3}
# A title that has a part of the query, and says more, is about something else: "Period pain" where
# backs hurt.
SUBJECTS, PARTLY = (TITLE, ALTERNATE), 0.75
TEXT_WORTH = 1
# Of names that have all of the query; of those that have a half, a quarter.
NAMED_WORTH = 8
# The most times that count where it stands in the text.
REPEATED_WORTH, MOST_REPEATS = 0.2, 6
# A share of a name's worth: for how much of the query it has, and for how much of it the query has.
TOGETHER_WORTH = 0.5
COVERED_WORTH = 0.5
SENTENCE_WORTH = 2
# A name that is the query counts more than everything else together.
EXACT_WORTH = 10
KIND_WORTH = {CONDITION: 1, THERAPY: 0.8, PERSON: 0.6, OTHER: 0}
LIST_WORTH = -1

# How many pages' texts are looked at as well.
MAX_READ = 50
# A page that has less of the query than this, by weight and beside the best one, is left out.
ENOUGH = 0.5


class Weighed(NamedTuple):
    """A term, its share of the query by how rare it is, and what finds it in folded text."""

    term: Term
    weight: float
    pattern: re.Pattern


class Candidate(NamedTuple):
    """A page, what it is worth as a whole, what each term is worth on it, and how much of the query
    stands in one sentence of its text."""

    entry: Entry
    base: float
    worths: list[float]
    sentence_share: float


class Ranking:
    """The weights of one query's terms on one site, and the pages found."""

    def __init__(self, words: tuple[str, ...], known: Frequencies, entries: dict[int, Entry]):
        self.words = words
        self.entries = entries
        self.asked = frozenset().union(*(stems for term in known.terms for stems in term.stem_sets))
        rarities = [known.rarity(term) for term in known.terms]
        self.terms = [
            Weighed(term, rarity / sum(rarities), pattern_of(term))
            for term, rarity in zip(known.terms, rarities, strict=True)
        ]
        self._likenesses: dict[Name, list[float]] = {}
        self._by_names = {pk: self._named(entry) for pk, entry in entries.items()}

    def by_names(self) -> list[int]:
        """The pages, the best by names first."""
        return sorted(self._by_names, key=lambda pk: -self._score(self._by_names[pk]))

    def by_all(self, page_ids: list[int], texts: dict[int, Text]) -> list[int]:
        """`page_ids` again, now by their texts too; what has too little of the query is out."""
        read, rest = page_ids[:MAX_READ], page_ids[MAX_READ:]
        found = [self._with_text(self._by_names[pk], texts.get(pk, NO_TEXT)) for pk in read]
        shares = [self._share(each) for each in found]
        least = ENOUGH * max(shares, default=0)
        kept = [each for each, share in zip(found, shares, strict=True) if share >= least]
        return [each.entry.page_id for each in sorted(kept, key=lambda c: -self._score(c))] + rest

    def _score(self, candidate: Candidate) -> float:
        weighed = zip(self.terms, candidate.worths, strict=True)
        by_terms = sum(each.weight * worth for each, worth in weighed)
        return by_terms + candidate.base + SENTENCE_WORTH * candidate.sentence_share

    def _named(self, entry: Entry) -> Candidate:
        """By its names alone."""
        rows = [(self._worth(name), self._likeness(name)) for name in entry.names]
        worths = [
            max((worth * alike[place] for worth, alike in rows), default=0)
            for place in range(len(self.terms))
        ]
        base = (
            max((self._fit(name) for name in entry.names), default=0)
            + NAMED_WORTH * self._named_share(entry) ** 2
            + EXACT_WORTH * self._exactness(entry)
            + KIND_WORTH[entry.kind]
            + (LIST_WORTH if entry.is_list else 0)
        )
        return Candidate(entry, base, worths, 0)

    def _with_text(self, candidate: Candidate, text: Text) -> Candidate:
        worths, in_sentence = [], defaultdict(float)
        for each, by_name in zip(self.terms, candidate.worths, strict=True):
            spans = [hit.span() for hit in each.pattern.finditer(text.folded)]
            repeats = min(len(spans), MOST_REPEATS)
            worths.append(max(by_name, TEXT_WORTH if repeats else 0) + REPEATED_WORTH * repeats)
            for sentence in {text.sentence_of(*span) for span in spans} - {None}:
                in_sentence[sentence] += each.weight
        share = max(in_sentence.values(), default=0)
        return candidate._replace(worths=worths, sentence_share=share)

    def _likeness(self, name: Name) -> list[float]:
        """How well a name has each term. Places and symptoms have names that many pages share."""
        if name not in self._likenesses:
            self._likenesses[name] = [each.term.likeness(name) for each in self.terms]
        return self._likenesses[name]

    def _worth(self, name: Name) -> float:
        """What a term is worth in a name."""
        if name.role not in SUBJECTS or all(self._likeness(name)) or self._coverage(name) == 1:
            return WORTH[name.role]
        return WORTH[name.role] * PARTLY

    def _fit(self, name: Name) -> float:
        """What a name is worth as a whole: how much it has of the query, and the query of it."""
        pairs = zip(self.terms, self._likeness(name), strict=True)
        together = sum(each.weight * likeness for each, likeness in pairs)
        shares = TOGETHER_WORTH * together + COVERED_WORTH * self._coverage(name)
        return WORTH[name.role] * shares

    def _named_share(self, entry: Entry) -> float:
        """How much of the query the names of a page have between them."""
        names = [self._likeness(name) for name in entry.names if name.role != DESCRIPTION]
        best = map(max, zip(*names, strict=True))
        return sum(each.weight * like for each, like in zip(self.terms, best, strict=True))

    def _coverage(self, name: Name) -> float:
        if name.role == DESCRIPTION or not name.stems:
            return 0
        return len(name.stems & self.asked) / len(name.stems)

    def _share(self, candidate: Candidate) -> float:
        """How much of the query a page has anywhere. All of it, where it is named by the query."""
        titles = (name for name in candidate.entry.names if name.role in (TITLE, ALTERNATE, CODE))
        if any(self._coverage(name) == 1 for name in titles):
            return 1
        weighed = zip(self.terms, candidate.worths, strict=True)
        return sum(each.weight for each, worth in weighed if worth)

    def _exactness(self, entry: Entry) -> float:
        names = (WORTH[n.role] for n in entry.names if n.words == self.words)
        return max((worth for worth in names if worth >= WORTH[ALTERNATE]), default=0)


@lru_cache(maxsize=500)
def pattern_of(term: Term) -> re.Pattern:
    """Finds in folded text whatever `term` asks for."""
    phrases = [_phrase_pattern(phrase) for phrase in term.phrases]
    words = [rf"\b{word}\b" for word in term.completions]
    return re.compile("|".join([*phrases, *words]))


def _phrase_pattern(phrase) -> str:
    return r"\W+".join(map(_word_pattern, phrase))


def _word_pattern(word: str) -> str:
    if is_dense(word):
        return re.escape(word)
    return rf"\b(?:{'|'.join(forms(word))})\b"
