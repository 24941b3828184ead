"""What a text is made of: letters with what belongs to them, words, scripts."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import bidirectional, category, combining, name

from ...lib.invisible import VIRAMA
from .font_files import HAN

# How the names of the signs of Chinese and Japanese begin in Unicode. They have no spaces between
# words: a line may end after any sign. Of Thai and the like, only dictionaries know where.
FREE = (
    *("CJK", "IDEOGRAPHIC", "BOPOMOFO"),
    *("HIRAGANA", "KATAKANA", "HALFWIDTH", "FULLWIDTH"),
)
OF_HAN = (*FREE, "HANGUL")
# Letters, too, but of no script.
OF_NONE = ("COMBINING", "MODIFIER", "DIGIT")
# Vowels of Thai and Lao that are written before their consonant.
LEADING_VOWELS = re.compile("[\u0e40-\u0e44\u0ec0-\u0ec4]")
JOINERS = "\u200c\u200d"
# Where a word may end a line: after its hyphens and strokes.
AFTER = re.compile(r"(?<=\w[-–/])(?=\w)")
OPENING, CLOSING = ("Ps", "Pi"), ("Pe", "Pf", "Po", "Lm")


class Word(NamedTuple):
    """What is not broken. space: " " or "", what stands before it."""

    text: str
    space: str


def clusters(text: str) -> list[str]:
    """The letters of `text` with what stands above, below and beside them."""
    found: list[str] = []
    for each in text:
        if found and _belongs_to(found[-1][-1], each):
            found[-1] += each
        else:
            found.append(each)
    return found


def _belongs_to(before: str, letter: str) -> bool:
    is_mark = category(letter)[0] == "M" or letter in JOINERS
    awaits = before == JOINERS[1] or combining(before) == VIRAMA or LEADING_VOWELS.match(before)
    return is_mark or (bool(awaits) and not letter.isspace())


def script_of(letter: str) -> str:
    """ "LATIN", "ARABIC", HAN …; "" for what all scripts share."""
    first = first_of_name(letter)
    if first in OF_NONE or category(letter)[0] not in "LMN":
        return ""
    return HAN if first in OF_HAN else first


def first_of_name(letter: str) -> str:
    """With what its name in Unicode begins: "LATIN", "HANGUL"."""
    return re.split("[ -]", name(letter, "-"))[0]


def needs_shaping(text: str) -> bool:
    """Whether its letters are joined, stand above each other, or run from right to left."""
    return any(bidirectional(c) in ("R", "AL", "AN") or category(c)[0] == "M" for c in text)


def words_of(text: str) -> Iterator[Word]:
    for word in text.split():
        space = " "
        for piece in (piece for part in AFTER.split(word) for piece in _pieces(part)):
            yield Word(piece, space)
            space = ""


def _pieces(word: str) -> list[str]:
    """What a line may end after, in Chinese and Japanese; else the word. No line begins with a
    sign that ends something, or ends with one that begins it."""
    pieces: list[str] = []
    was_free = True
    for cluster in clusters(word):
        is_free = first_of_name(cluster[0]) in FREE
        is_bound = category(cluster[0]) in CLOSING or not (is_free or was_free)
        if pieces and (is_bound or category(pieces[-1][-1]) in OPENING):
            pieces[-1] += cluster
        else:
            pieces.append(cluster)
        was_free = is_free
    return pieces


def broken(word: Word) -> list[Word]:
    """A word that may end a line after any letter: better than cut."""
    parts = enumerate(clusters(word.text))
    return [Word(cluster, "" if number else word.space) for number, cluster in parts]
