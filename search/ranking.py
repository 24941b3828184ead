"""Which of the pages found comes first, by rules that one can read.

A page scores for each term by the best name that has it: a title more than another name, that more
than a symptom or place, that more than a description, that more than the text of the page. Rare
terms count more. On top comes what makes a page fit as a whole: terms that stand together in one
name or one sentence, and a name that stands in the query from end to end.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .frequencies import Frequencies
from .terms import Term
from .vocabulary import (
    ALTERNATE,
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
from .words import fold, forms, words_of

WORTH = {TITLE: 10, ALTERNATE: 8, FINDING: 6, DESCRIPTION: 3}
TEXT_WORTH = 1
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

SENTENCE = re.compile(r"[^.!?\n]+")


class Weighed(NamedTuple):
    """A term, its share of the query by how rare it is, and what finds it in folded text."""

    term: Term
    weight: float
    pattern: re.Pattern


class Ranking:
    """The weights of one query's terms on one site, and the pages found."""

    def __init__(self, query: str, known: Frequencies, entries: dict[int, Entry]):
        self.words = words_of(query)
        self.entries = entries
        self.asked = frozenset().union(*(stems for term in known.terms for stems in term.stem_sets))
        rarities = [known.rarity(term) for term in known.terms]
        self.terms = [
            Weighed(term, rarity / sum(rarities), pattern_of(term))
            for term, rarity in zip(known.terms, rarities, strict=True)
        ]
        self._likenesses: dict[Name, list[float]] = {}

    def by_names(self) -> list[int]:
        """The pages, the best by names first."""
        return sorted(self.entries, key=lambda pk: -self._score(self.entries[pk], ""))

    def by_all(self, page_ids: list[int], texts: dict[int, str]) -> list[int]:
        """`page_ids` again, now by their texts too; what has too little of the query is out."""
        read, rest = page_ids[:MAX_READ], page_ids[MAX_READ:]
        found = [(self.entries[pk], fold(texts.get(pk, ""))) for pk in read]
        shares = [self._share(entry, text) for entry, text in found]
        least = ENOUGH * max(shares, default=0)
        kept = [each for each, share in zip(found, shares, strict=True) if share >= least]
        return [
            entry.page_id for entry, _text in sorted(kept, key=lambda e: -self._score(*e))
        ] + rest

    def _score(self, entry: Entry, text: str) -> float:
        return (
            sum(each.weight * worth for each, worth in self._worths(entry, text))
            + max((self._fit(name) for name in entry.names), default=0)
            + SENTENCE_WORTH * self._sentence_share(text)
            + EXACT_WORTH * self._exactness(entry)
            + KIND_WORTH[entry.kind]
            + (LIST_WORTH if entry.is_list else 0)
        )

    def _worths(self, entry: Entry, text: str) -> Iterator[tuple[Weighed, float]]:
        """What each term is worth on a page: by its best name, and by its text."""
        rows = [(WORTH[name.role], self._likeness(name)) for name in entry.names]
        for place, each in enumerate(self.terms):
            by_name = max((worth * alike[place] for worth, alike in rows), default=0)
            repeats = min(len(each.pattern.findall(text)), MOST_REPEATS) if text else 0
            by_text = TEXT_WORTH if repeats else 0
            yield each, max(by_name, by_text) + REPEATED_WORTH * repeats

    def _likeness(self, name: Name) -> list[float]:
        """How well a name has each term. Places and symptoms have names that many pages share."""
        if name not in self._likenesses:
            self._likenesses[name] = [each.term.likeness(name) for each in self.terms]
        return self._likenesses[name]

    def _fit(self, name: Name) -> float:
        """What a name is worth as a whole: how much it has of the query, and the query of it."""
        pairs = zip(self.terms, self._likeness(name), strict=True)
        together = sum(each.weight * likeness for each, likeness in pairs)
        shares = TOGETHER_WORTH * together + COVERED_WORTH * self._coverage(name)
        return WORTH[name.role] * shares

    def _coverage(self, name: Name) -> float:
        if name.role == DESCRIPTION or not name.stems:
            return 0
        return len(name.stems & self.asked) / len(name.stems)

    def _sentence_share(self, text: str) -> float:
        """How much of the query stands in one sentence."""
        return max((self.share_in(sentence) for sentence in SENTENCE.findall(text)), default=0)

    def share_in(self, text: str) -> float:
        """How much of the query stands in a folded text: 1 for all of it."""
        return sum(each.weight for each in self.terms if each.pattern.search(text))

    def _share(self, entry: Entry, text: str) -> float:
        """How much of the query a page has anywhere. All of it, where it is named by the query."""
        titles = (n for n in entry.names if n.role in (TITLE, ALTERNATE))
        if any(self._coverage(name) == 1 for name in titles):
            return 1
        return sum(each.weight for each, worth in self._worths(entry, text) if worth)

    def _exactness(self, entry: Entry) -> float:
        names = (WORTH[n.role] for n in entry.names if n.words == self.words)
        return max((worth for worth in names if worth >= WORTH[ALTERNATE]), default=0)


@lru_cache(maxsize=500)
def pattern_of(term: Term) -> re.Pattern:
    """Finds in folded text whatever `term` asks for."""
    phrases = [_phrase_pattern(phrase) for phrase in term.phrases]
    return re.compile(rf"\b(?:{'|'.join([*phrases, *term.completions])})\b")


def _phrase_pattern(phrase) -> str:
    return r"\W+".join(f"(?:{'|'.join(forms(word))})" for word in phrase)
