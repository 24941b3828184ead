"""Corrects words that no page has to the nearest word of a name."""

from collections.abc import Callable, Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from clinic_pages.lib.index_words import is_dense

from .lexicon import Lexicon, words_as_long
from .terms import Term
from .words import is_stop_word

SHORTEST = 3
# So alike two words must be: one wrong letter of four, two of seven or eight.
ALIKE = 0.7
# How many words are tried: the nearest may be one of a page that visitors may not see.
MOST_TRIED = 3


def nearest(word: str) -> list[str]:
    """The words of names that `word` may have been meant to be, the most likely first. One query.

    Words so alike cannot differ more in length.
    """
    known = words_as_long(max(SHORTEST, len(word) * ALIKE), len(word) / ALIKE)
    found = process.extract(
        word,
        [each for each in known if not is_stop_word(each)],
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=ALIKE,
        limit=MOST_TRIED,
    )
    return [each for each, _score, _place in found]


def is_spelt(word: str) -> bool:
    """Whether a letter of it may be a wrong one: not in a code, nor where each is a syllable."""
    return word.isalpha() and not is_dense(word)


def is_suspect(term: Term, lexicon: Lexicon) -> bool:
    """Whether no name has this word, nor any that begins with it."""
    if len(term.typed) > 1 or term.others or term.completions or len(term.word) < SHORTEST:
        return False
    if not is_spelt(term.word):
        return False
    return not lexicon.has_stem_of(term.word)


def corrected(
    terms: list[Term], is_found: Callable[[str], bool], lexicon: Lexicon
) -> dict[str, str]:
    """{word as typed: as it was meant} for the words that no page has.

    is_found: tells whether visitors find a page by a word.
    """
    suspects = [term.word for term in terms if is_suspect(term, lexicon)]
    meant = {word: nearest(word) for word in suspects}
    found = {
        word: next(filter(is_found, names), "")
        for word, names in meant.items()
        if names and not is_found(word)
    }
    return {word: name for word, name in found.items() if name}


def respell(words: Iterable[str], corrections: dict[str, str]) -> str:
    """These words in their corrected spelling."""
    return " ".join(corrections.get(word, word) for word in words)
