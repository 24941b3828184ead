"""The parts of a line from left to right, where some of its scripts run from right to left.

Raqm orders the letters of one font. Where a line has several, their order is by the rules of
Unicode's bidirectional algorithm (https://www.unicode.org/reports/tr9/) for two levels.
"""

from itertools import groupby
from typing import NamedTuple
from unicodedata import bidirectional

from .font_files import Face

BRACKETS = "()[]{}«»‹›"
RIGHT_TO_LEFT, LEFT_TO_RIGHT = ("R", "AL"), ("L", "EN")


class Run(NamedTuple):
    """A part of a line in one font and direction."""

    text: str
    face: Face
    is_rtl: bool


def is_right_to_left(text: str) -> bool:
    """By its first letter that has a direction."""
    strong = (kind for each in text if (kind := bidirectional(each)) in ("L", *RIGHT_TO_LEFT))
    return next(strong, "L") != "L"


def runs_of(parts: list[tuple[str, Face]], is_rtl: bool) -> list[Run]:
    """parts: (letter, its font) as they are read. is_rtl: of the text as a whole."""
    directions = _directions([letter for letter, _face in parts], is_rtl)
    directed = [(*part, way) for part, way in zip(parts, directions, strict=True)]
    runs = [
        Run("".join(letter for letter, _face, _way in group), *key)
        for key, group in groupby(directed, lambda each: each[1:])
    ]
    return _in_order(runs, is_rtl)


def _directions(letters: list[str], is_rtl: bool) -> list[bool]:
    """Whether each runs from right to left. What has no direction goes along with both neighbours,
    else with the text as a whole; brackets always do."""
    known = [_direction(each) for each in letters]
    found: list[bool] = []
    for number, letter in enumerate(letters):
        before = found[-1] if found else is_rtl
        after = next((each for each in known[number:] if each is not None), is_rtl)
        shared = before if before == after and letter not in BRACKETS else is_rtl
        own = known[number]
        found.append(shared if own is None else own)
    return found


def _direction(letter: str) -> bool | None:
    kind = bidirectional(letter[0])
    return True if kind in RIGHT_TO_LEFT else False if kind in LEFT_TO_RIGHT else None


def _in_order(runs: list[Run], is_rtl: bool) -> list[Run]:
    stretches = [list(group) for _rtl, group in groupby(runs, lambda run: run.is_rtl)]
    if is_rtl:
        stretches.reverse()
    turned = [each[::-1] if each[0].is_rtl else each for each in stretches]
    return [run for each in turned for run in each]
