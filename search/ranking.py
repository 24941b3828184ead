"""Which of the pages found comes first, by rules that one can read.

A page scores for each term by the best name that has it: a title more than another name, that more
than a symptom or place, that more than a description, that more than the text of the page. Rare
terms count more. On top comes what makes a page fit as a whole: terms that stand together in one
name or one sentence, and a name that stands in the query from end to end.
"""

import math
import re
from collections.abc import Iterable
from functools import lru_cache

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
    Vocabulary,
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


class Ranking:
    """The weights of one query's terms on one site."""

    def __init__(self, query: str, terms: list[Term], vocabulary: Vocabulary):
        self.words = words_of(query)
        self.terms = terms
        self.entries = vocabulary.entries
        self.asked = frozenset().union(*(stems for term in terms for stems in term.stem_sets))
        weights = {term: self._rarity(term) for term in terms}
        total = sum(weights.values())
        self.weights = {term: weight / total for term, weight in weights.items()}

    def _rarity(self, term: Term) -> float:
        having = sum(
            any(term.likeness(name) for name in entry.names) for entry in self.entries.values()
        )
        return math.log(1 + (1 + len(self.entries)) / (1 + having))

    def by_names(self, found: Iterable[int]) -> list[int]:
        """The pages found, and those with a name that is the query, the best by names first."""
        exact = [pk for pk, entry in self.entries.items() if self._exactness(entry)]
        pages = dict.fromkeys(pk for pk in [*exact, *found] if pk in self.entries)
        return sorted(pages, key=lambda pk: -self._score(self.entries[pk], ""))

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
            sum(weight * self._worth(term, entry, text) for term, weight in self.weights.items())
            + max((self._fit(name) for name in entry.names), default=0)
            + SENTENCE_WORTH * self._sentence_share(text)
            + EXACT_WORTH * self._exactness(entry)
            + KIND_WORTH[entry.kind]
            + (LIST_WORTH if entry.is_list else 0)
        )

    def _worth(self, term: Term, entry: Entry, text: str) -> float:
        by_name = max((WORTH[n.role] * term.likeness(n) for n in entry.names), default=0)
        repeats = min(len(pattern_of(term).findall(text)), MOST_REPEATS)
        return max(by_name, TEXT_WORTH if repeats else 0) + REPEATED_WORTH * repeats

    def _fit(self, name: Name) -> float:
        """What a name is worth as a whole: how much it has of the query, and the query of it."""
        together = sum(weight * term.likeness(name) for term, weight in self.weights.items())
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
        return sum(w for term, w in self.weights.items() if pattern_of(term).search(text))

    def _share(self, entry: Entry, text: str) -> float:
        """How much of the query a page has anywhere. All of it, where it is named by the query."""
        titles = (n for n in entry.names if n.role in (TITLE, ALTERNATE))
        if any(self._coverage(name) == 1 for name in titles):
            return 1
        return sum(w for term, w in self.weights.items() if self._worth(term, entry, text))

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
