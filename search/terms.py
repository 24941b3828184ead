"""What a query asks for: its words, what editors say means the same, and what they begin."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from clinic_pages.lib.facts import fact
from clinic_pages.lib.invisible import without_invisible
from clinic_pages.lib.text_folding import LETTER, plain, words_of

from .lexicon import SHORTEST_BEGINNING, Lexicon
from .models import SynonymGroup
from .vocabulary import Name
from .words import content_words, is_stop_word, stems

# A longer query is a text that somebody pasted.
MAX_WORDS = 12
MAX_COMPLETIONS = 8
WRITTEN_WORD = re.compile(f"[{LETTER}]+")

# What such a match is worth beside the word itself.
SAME_MEANING = 0.75
BEGUN = 0.7

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """One thing that is asked for: a word, or a phrase that editors know.

    others: phrases that mean the same. completions: words of names that `typed` begins.
    spellings: of its words, where they were typed with accents or the like: as texts may have them.
    """

    typed: Phrase
    others: tuple[Phrase, ...] = ()
    completions: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        return " ".join(self.typed)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """What pages are searched for: not "how much", which says nothing where "price" does."""
        phrases = self.typed, *self.others
        return tuple(each for each in phrases if not all(map(is_stop_word, each))) or phrases

    @cached_property
    def stem_sets(self) -> list[frozenset[str]]:
        """For each of `phrases`, what a name must have."""
        return [frozenset(stems(content_words(phrase))) for phrase in self.phrases]

    def likeness(self, name: Name) -> float:
        """How well a name has what is asked for: 1 for the word itself, 0 for nothing of it."""
        had = [
            phrase
            for phrase, own in zip(self.phrases, self.stem_sets, strict=True)
            if own <= name.stems
        ]
        if had:
            return 1 if had[0] == self.typed else SAME_MEANING
        return BEGUN if any(word in name.words for word in self.completions) else 0


def read_query(query: str, groups: list[list[Phrase]]) -> tuple[list[Term], Lexicon]:
    """The terms of a query, and what is known of its words. Words without a meaning of their own
    go, unless all are such. One query to the database."""
    words = words_of(query)[:MAX_WORDS]
    lexicon, spans = Lexicon(words), list(_spans(words, groups))
    meant = [(phrase, others) for phrase, others in spans if others or not is_stop_word(phrase[0])]
    typed = _spellings(query)
    terms = [
        Term(phrase, tuple(others), spellings=tuple(typed[w] for w in phrase if w in typed))
        for phrase, others in meant or spans
    ]
    return [replace(term, completions=_completions(term, lexicon)) for term in terms], lexicon


def _spellings(query: str) -> dict[str, str]:
    """{word as it is compared: as it was typed} where the two differ: the search index of a
    database knows other accents than we do."""
    typed = (without_invisible(word).casefold() for word in WRITTEN_WORD.findall(query))
    return {plain(word): word for word in typed if not word.isascii()}


def _spans(words: Phrase, groups: list[list[Phrase]]):
    """(phrase, phrases that mean the same) from left to right, the longest known phrase first."""
    known = {stems(phrase): group for group in groups for phrase in group}
    longest = max(map(len, known), default=1)
    start = 0
    while start < len(words):
        for length in range(min(longest, len(words) - start), 0, -1):
            phrase = words[start : start + length]
            if group := known.get(stems(phrase)):
                yield phrase, [each for each in group if stems(each) != stems(phrase)]
                break
        else:
            length = 1
            yield words[start : start + 1], []
        start += length


def _completions(term: Term, lexicon: Lexicon) -> tuple[str, ...]:
    if len(term.typed) > 1 or len(term.word) < SHORTEST_BEGINNING:
        return ()
    return tuple(lexicon.begun_by(term.word)[:MAX_COMPLETIONS])


@fact
def synonym_groups() -> list[list[Phrase]]:
    return [group.as_words for group in SynonymGroup.objects.all()]
