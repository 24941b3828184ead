"""Words that were joined or split, and words that are a part of others: "backpain", "head ache",
"Schmerz" in "Rückenschmerzen"."""

import re
from collections.abc import Callable, Iterator

from .words import is_stop_word

# A longer word is taken as it is: what it may be made of grows with the square of its length.
LONGEST_JOINED = 24
SHORTEST_PART = 3
# Between the parts of a German word, after a part that is long enough to be one.
LINKS = ("", "s", "n", "en", "es", "e", "er")
SHORTEST_LINKED = 4
# With which other languages than English decline a word; what is left must say something.
DECLENSIONS = ("en", "em", "er", "es", "n", "e", "s")
SHORTEST_BASE = 5
# Shorter words must stand at the end of the longer one: "heel" is no part of a wheelchair.
SHORTEST_INSIDE = 6
LONGEST_ENDING = 2
LETTERS = re.compile(r"[^\W\d_]+")


def base_of(word: str) -> str:
    """What its declensions have in common: "schmerz" of "schmerzen"."""
    bases = (word.removesuffix(each) for each in DECLENSIONS if word.endswith(each))
    return next((base for base in bases if len(base) >= SHORTEST_BASE), word)


def is_declined(word: str, base: str) -> bool:
    """Whether `word` is `base` with such an ending."""
    is_like = len(base) >= SHORTEST_BASE and word.startswith(base) and not is_stop_word(word)
    return is_like and word.removeprefix(base) in ("", *DECLENSIONS)


def inside(word: str) -> Iterator[str]:
    """All that may be a part of a joined word."""
    if len(word) > LONGEST_JOINED or not LETTERS.fullmatch(word):
        return
    for start in range(len(word) - SHORTEST_PART + 1):
        for end in range(start + SHORTEST_PART, len(word) + 1):
            if end - start < len(word):
                yield word[start:end]


def parts_of(word: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """The known words that `word` is made of, as few as will do; () where it is made of none."""
    if not LETTERS.fullmatch(word) or len(word) > LONGEST_JOINED:
        return ()
    found: dict[int, tuple[str, ...]] = {len(word): ()}
    for start in range(len(word) - SHORTEST_PART, -1, -1):
        ways = [
            (word[start:end], *found[end + len(link)])
            for end in range(start + SHORTEST_PART, len(word) + 1)
            for link in LINKS
            if _goes_on(word, start, end, link, found) and is_known(word[start:end])
        ]
        if ways:
            found[start] = min(ways, key=len)
    parts = found.get(0, ())
    return parts if len(parts) > 1 else ()


def _goes_on(word: str, start: int, end: int, link: str, found: dict) -> bool:
    """Whether what follows a part and its link is made of known words, too."""
    if end + len(link) not in found or not word.startswith(link, end):
        return False
    # A link joins two parts: at the end it would be an ending.
    return not link or (end + len(link) < len(word) and end - start >= SHORTEST_LINKED)


def tails_of(word: str, shortest: int) -> Iterator[tuple[int, str]]:
    """(place, what begins there) of each part within a word that leaves so many letters."""
    if LETTERS.fullmatch(word):
        for place in range(SHORTEST_PART, len(word) - shortest + 1):
            yield place, word[place:]


def has_inside(tail: str, base: str) -> bool:
    """Whether a word, from one of its places on, has `base` as a part."""
    is_at_the_end = len(tail) - len(base) <= LONGEST_ENDING
    return tail.startswith(base) and (is_at_the_end or len(base) >= SHORTEST_INSIDE)


def is_part(word: str) -> bool:
    """Whether it may be a part of a joined word."""
    return len(word) >= SHORTEST_PART and not is_stop_word(word)
