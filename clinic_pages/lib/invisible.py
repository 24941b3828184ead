"""Characters that nobody sees: pasted along with a text, or typed so that a field is not empty."""

import re
from unicodedata import category, combining, normalize

# They take room and show nothing: fillers of Hangul, the empty cell of Braille, old line breaks.
BLANKS = dict.fromkeys(map(ord, "\u115f\u1160\u2800\u3164\uffa0\v\f\x1c\x1d\x1e\x1f\x85"), " ")
# Control characters but for tabs and line breaks, and what Unicode calls default-ignorable, but for
# JOINERS and SELECTORS: soft hyphens, marks of width zero, of direction, tags.
NEVER_SEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
# By them Persian, the scripts of India and emoji say which letters are written as one.
JOINERS = re.compile("[\u200c\u200d]+")
# Choose a form of the character before them: of an emoji, of a letter in a Japanese name.
SELECTORS = re.compile("(?:^|(.))[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
# The first code point of the scripts that know joiners and selectors.
FIRST_JOINED = "\u0600"
VIRAMA = 9


def without_invisible(text: str) -> str:
    """What one sees of `text`. Joiners stay where they have a meaning; blanks become spaces."""
    seen = NEVER_SEEN.sub("", text.translate(BLANKS))
    return SELECTORS.sub(_selected, JOINERS.sub(_joined, seen))


def has_letters(text: str) -> bool:
    """Of any script. Marks alone, digits and signs are none."""
    return any(category(each).startswith("L") for each in without_invisible(text))


def _joined(joiners: re.Match) -> str:
    before = joiners.string[: joiners.start()][-1:]
    after = joiners.string[joiners.end() :][:1]
    is_meant = _can_be_joined(before) and (_can_be_joined(after) or combining(before) == VIRAMA)
    return joiners[0][0] if is_meant else ""


def _selected(match: re.Match) -> str:
    before = match[1] or ""
    return match[0] if _can_be_joined(before) else before


def _can_be_joined(character: str) -> bool:
    """Whether it is a letter, mark or sign of one of those scripts; "" is not."""
    return normalize("NFD", character)[:1] >= FIRST_JOINED and category(character)[0] in "LMS"
