"""Which of the pages found comes first, by rules that one can read.

A page scores for each term by the best name that has it: a title more than another name, that more
than a symptom or place, that more than a description, that more than the text of the page. Rare terms
count more. On top comes what makes a name fit as a whole.
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
# For as many times as it stands in the text, up to so many.
REPEATED_WORTH, MOST_REPEATS = 0.2, 6
# A name that is the query counts more than everything else together.
EXACT_WORTH = 10
COVERED_WORTH = 0.5
KIND_WORTH = {CONDITION: 1, THERAPY: 0.8, PERSON: 0.6, OTHER: 0}
LIST_WORTH = -1

# Of so many pages the texts are looked at as well.
MAX_READ = 50
# A page that has less of the query than this, by weight, is left out where others have all.
ENOUGH = 0.5


class Ranking:
    """The weights of one query's terms on one site."""

    def __init__(self, query: str, terms: list[Term], vocabulary: Vocabulary):
        self.words = words_of(query)
        self.terms = terms
        self.entries = vocabulary.entries
        self.rarity = {term: self._rarity(term) for term in terms}
        self.total = sum(self.rarity.values()) or 1
        self.asked = frozenset().union(*(stems for term in terms for stems in term.stem_sets))

    def _rarity(self, term: Term) -> float:
        having = sum(
            any(term.likeness(name) for name in entry.names) for entry in self.entries.values()
        )
        return math.log(1 + (1 + len(self.entries)) / (1 + having))

    def by_names(self, found: Iterable[int]) -> list[int]:
        """The pages found, and those whose name is the query, the best by their names first."""
        exact = [pk for pk, entry in self.entries.items() if self._exactness(entry)]
        pages = dict.fromkeys(pk for pk in [*exact, *found] if pk in self.entries)
        return sorted(pages, key=lambda pk: -self.score(self.entries[pk], ""))

    def by_all(self, page_ids: list[int], texts: dict[int, str]) -> list[int]:
        """`page_ids` again, now by their texts too; what has too little of the query is left out."""
        read, rest = page_ids[:MAX_READ], page_ids[MAX_READ:]
        folded = {pk: fold(texts.get(pk, "")) for pk in read}
        scores = {pk: self.score(self.entries[pk], folded[pk]) for pk in read}
        shares = {pk: self._share(self.entries[pk], folded[pk]) for pk in read}
        least = ENOUGH * max(shares.values(), default=0)
        kept = [pk for pk in read if shares[pk] >= least]
        return sorted(kept, key=lambda pk: -scores[pk]) + rest

    def score(self, entry: Entry, text: str) -> float:
        terms = sum(self.rarity[term] * self._worth(term, entry, text) for term in self.terms)
        covered = max((WORTH[n.role] * self._coverage(n) for n in entry.names), default=0)
        kind = KIND_WORTH[entry.kind] + (LIST_WORTH if entry.is_list else 0)
        return (
            terms / self.total
            + COVERED_WORTH * covered
            + EXACT_WORTH * self._exactness(entry)
            + kind
        )

    def _worth(self, term: Term, entry: Entry, text: str) -> float:
        by_name = max((WORTH[n.role] * term.likeness(n) for n in entry.names), default=0)
        repeats = min(len(pattern_of(term).findall(text)), MOST_REPEATS)
        return max(by_name, TEXT_WORTH if repeats else 0) + REPEATED_WORTH * repeats

    def _share(self, entry: Entry, text: str) -> float:
        had = sum(self.rarity[t] for t in self.terms if self._worth(t, entry, text))
        return had / self.total

    def _coverage(self, name: Name) -> float:
        """How much of a name is asked for: 1 where "low back pain" stands in the query."""
        if name.role == DESCRIPTION or not name.stems:
            return 0
        return len(name.stems & self.asked) / len(name.stems)

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
