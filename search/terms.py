"""What a query asks for: its words, what editors say means the same, and what they begin."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from clinic_pages.lib.facts import fact
from clinic_pages.lib.index_words import is_dense

from .lexicon import SHORTEST_BEGINNING, Lexicon
from .models import SynonymGroup
from .vocabulary import Name
from .words import content_words, is_code, is_stop_word, stems

# A longer query is a text that somebody pasted.
MAX_WORDS = 12
MAX_COMPLETIONS = 12

# What such a match is worth beside the word itself.
SAME_MEANING = 0.75
BEGUN = 0.7

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """One thing that is asked for: a word, or a phrase that editors know.

    others: phrases that mean the same. completions: words that `typed` begins or is a part of.
    """

    typed: Phrase
    others: tuple[Phrase, ...] = ()
    completions: tuple[str, ...] = ()

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
        if is_dense(self.word) and any(self.word in each for each in name.words):
            return 1
        return BEGUN if any(word in name.words for word in self.completions) else 0


def read_query(words: Phrase, groups: list[list[Phrase]]) -> tuple[list[Term], Lexicon]:
    """The terms of a query, and what is known of its words. Words without a meaning of their own
    go, unless all are such. Two queries to the database."""
    words = words[:MAX_WORDS]
    lexicon = Lexicon(words)
    spans = list(_spans(words, groups, lexicon))
    meant = [(phrase, others) for phrase, others in spans if others or not is_stop_word(phrase[0])]
    terms = [Term(phrase, tuple(others)) for phrase, others in meant or spans]
    return [replace(term, completions=_completions(term, lexicon)) for term in terms], lexicon


def _spans(words: Phrase, groups: list[list[Phrase]], lexicon: Lexicon) -> Iterator[tuple]:
    """(phrase, phrases that mean the same) from left to right, the longest known phrase first."""
    known = {stems(phrase): group for group in groups for phrase in group}
    longest = max([2, *map(len, known)])
    start = 0
    while start < len(words):
        for length in range(min(longest, len(words) - start), 0, -1):
            phrase = words[start : start + length]
            if others := _others(phrase, known, lexicon):
                yield phrase, others
                break
        else:
            length = 1
            yield from _parts(words[start], known, lexicon)
        start += length


def _others(phrase: Phrase, known: dict, lexicon: Lexicon) -> list[Phrase]:
    """What means the same as a phrase that editors know, or that names write as one word."""
    others = [each for each in known.get(stems(phrase), ()) if stems(each) != stems(phrase)]
    joined = "".join(phrase)
    if len(phrase) == 2 and not is_dense(joined) and lexicon.has_stem_of(joined):
        others = [*others, (joined,), *_others((joined,), known, lexicon)]
    return others


def _parts(word: str, known: dict, lexicon: Lexicon) -> Iterator[tuple]:
    """What was meant by one word: itself, what was joined to it, the code that it narrows."""
    if is_code(word):
        yield (word,), [(code,) for code in lexicon.codes_above(word)[:1]]
    elif (parts := lexicon.parts_of(word)) and not lexicon.has_stem_of(word):
        yield from (((part,), [(word,), *_others((part,), known, lexicon)]) for part in parts)
    else:
        yield (word,), [parts] if parts else []


def _completions(term: Term, lexicon: Lexicon) -> tuple[str, ...]:
    if len(term.typed) > 1 or len(term.word) < SHORTEST_BEGINNING:
        return ()
    return tuple(lexicon.begun_by(term.word)[:MAX_COMPLETIONS])


@fact
def synonym_groups() -> list[list[Phrase]]:
    return [group.as_words for group in SynonymGroup.objects.all()]
