"""The one way to compare names and words: what reads the same is the same.

"Bell’s palsy" is "BELL'S PALSY", "Przemysław" is found by "przemyslaw", and a soft hyphen or a
non-breaking space makes no other name. What is shown stays as it was written.

Marks that are letters stay: the vowels of Hindi or Thai, the dots of Japanese. Accents, the points
of Hebrew and the vowel signs of Arabic go.
"""

import re
from unicodedata import category, name, normalize

from .invisible import BLANKS, JOINERS, NEVER_SEEN

APOSTROPHES = "'’‘‛‹›ʼʻʽʹ′‵`´＇՚׳ꞌ"
QUOTES = '"“”„‟«»″＂״'
# Marks above, below and through letters of any script; points of Hebrew, vowel signs of Arabic.
ACCENT_RANGES = [
    *((0x300, 0x36F), (0x483, 0x487), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F)),
    *((0x670, 0x670), (0x6D6, 0x6ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF)),
    *((0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF)),
]
# Draws a word of Arabic out.
TATWEEL = "\u0640"
LATIN_RANGES = [
    (0xDF, 0x2AF),
    (0x1D00, 0x1DBF),
    (0x2C60, 0x2C7F),
    (0xA720, 0xA7FF),
    (0xAB30, 0xAB6F),
]
# Letters that are no other letter with something on it.
LIGATURES = {"æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ȷ": "j", "ŋ": "n", "ĸ": "k"}
# "ł" is no "l" with a mark for Unicode, but its name says what it is read as.
WITH_A_STROKE = re.compile("LATIN SMALL LETTER ([A-Z]{1,2}) WITH .+")
SELECTORS_ALONE = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# No mark of a script stands beyond.
LAST = 0x1F000


def _characters(ranges) -> list[str]:
    return [chr(code) for first, last in ranges for code in range(first, last + 1)]


def _accents() -> list[str]:
    return [each for each in _characters(ACCENT_RANGES) if category(each)[0] == "M"]


def _read_as() -> dict[str, str]:
    found = {each: WITH_A_STROKE.fullmatch(name(each, "")) for each in _characters(LATIN_RANGES)}
    return {each: match[1].lower() for each, match in found.items() if match} | LIGATURES


def _dashes() -> list[str]:
    return [each for each in map(chr, range(LAST)) if category(each) == "Pd"] + ["\u2212", "\u2043"]


def _class_of(characters: list[str]) -> str:
    """The inside of a class of a regular expression: ranges of these characters."""
    ranges: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


_WRITTEN_ALIKE = str.maketrans(
    {
        **{chr(code): blank for code, blank in BLANKS.items()},
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys(QUOTES, '"'),
        **dict.fromkeys(_dashes(), "-"),
    }
)
_READ_ALIKE = _WRITTEN_ALIKE | str.maketrans(
    {**_read_as(), **dict.fromkeys([*_accents(), TATWEEL], None)}
)

# All that is no letter for Python and a part of a word all the same.
_MARKS = _class_of([c for c in map(chr, range(0x300, LAST)) if category(c) in ("Mn", "Mc")])
# A character of a word in folded text, and in text as it was written: inside of [...].
FOLDED_LETTER = rf"\w{_MARKS}"
LETTER = rf"{FOLDED_LETTER}\xad\u200b-\u200d\u2060\ufeff"
WORD = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")


def fold(text: str) -> str:
    """Small letters without accents, one apostrophe, one dash, nothing invisible. White space stays
    where it is."""
    if text.isascii():
        return NEVER_SEEN.sub("", text.translate(_WRITTEN_ALIKE)).casefold()
    seen = JOINERS.sub("", NEVER_SEEN.sub("", text.translate(_WRITTEN_ALIKE)))
    small = normalize("NFKD", normalize("NFKD", seen).casefold())
    return normalize("NFC", small.translate(_READ_ALIKE))


def plain(text: str) -> str:
    """`fold` without apostrophes: "O’Dea" is "odea"."""
    return fold(text).replace("'", "")


def words_of(text: str) -> tuple[str, ...]:
    """The words of `text` as they are looked for: without case, accents, apostrophes and signs."""
    return tuple(WORD.findall(plain(text)))


def name_key(name: str) -> str:
    """Equal for names that read the same; "" for one of which nothing is seen."""
    return " ".join(fold(name).split())


def bare(text: str) -> str:
    """`text` as it is written, without what nobody sees, joiners included: to count its words."""
    if text.isascii():
        return NEVER_SEEN.sub("", text.translate(BLANKS))
    seen = JOINERS.sub("", NEVER_SEEN.sub("", text.translate(BLANKS)))
    return SELECTORS_ALONE.sub("", seen)
