"""Corrects words that no page has to the nearest word of a name."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from .terms import Term
from .vocabulary import Vocabulary
from .words import is_stop_word, stem

SHORTEST = 3
# So alike two words must be: one wrong letter of four, two of seven or eight.
ALIKE = 0.7


def nearest(word: str, vocabulary: Vocabulary) -> str:
    """The word of a name that `word` most likely was meant to be, "" where none is alike."""
    names = [each for each in vocabulary.words if len(each) >= SHORTEST and not is_stop_word(each)]
    found = process.extractOne(
        word, sorted(names), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=ALIKE
    )
    return found[0] if found else ""


def is_suspect(term: Term, vocabulary: Vocabulary) -> bool:
    """Whether no name has this word, nor any that begins with it."""
    if len(term.typed) > 1 or term.others or term.completions or len(term.word) < SHORTEST:
        return False
    return stem(term.word) not in vocabulary.stems


def corrected(terms: list[Term], is_found, vocabulary: Vocabulary) -> dict[str, str]:
    """{word as typed: as it was meant} for the words that no page has.

    is_found: tells whether any page has a word.
    """
    suspects = [term.word for term in terms if is_suspect(term, vocabulary)]
    meant = {word: nearest(word, vocabulary) for word in suspects}
    return {word: name for word, name in meant.items() if name and not is_found(word)}


def respell(words: Iterable[str], corrections: dict[str, str]) -> str:
    """These words in their corrected spelling."""
    return " ".join(corrections.get(word, word) for word in words)
