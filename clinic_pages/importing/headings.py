"""Which lines are headings, where a file does not say so: by their look and what stands after them.

Pure functions over the elements of a flow, the same for every format.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from .document import WORD_CHARACTER, Element, Heading, Points, Run, Text, words
from .lists import mark_of
from .names import therapy_in
from .phrases import asks
from .titles import is_short, is_title

# So many short lines after one another are no headings: an address, a list without marks.
MOST_AFTER_ONE_ANOTHER = 3
# A heading within a part: the first level that begins none.
WITHIN = 3


def condition_in(line: str) -> str:
    """The condition in "What is {condition}?" or "What are ...?", "" in any other line."""
    match = asks().fullmatch(line) if is_short(line) else None
    return match["title"] if match and WORD_CHARACTER.search(match["title"]) else ""


@dataclass
class Guesses:
    """Elements with the headings that were found, and the words of their numbers."""

    elements: list[Element]
    marks: list[str]


def with_headings(elements: list[Element]) -> Guesses:
    """The elements with headings told by their look.

    One look at a time, the clearest first: numbers; lines that are bold, underlined or in capitals;
    short lines that stand alone. Where there are marked headings, a bold line is within a part.
    """
    found, marks = _with_numbered(elements)
    has_marked = any(_is_marked(each) for each in found[1:])
    before = _count(found)
    found = _replaced(found, _stands_out, WITHIN if has_marked else 0)
    if not has_marked and not marks and _count(found) == before:
        found = _replaced(found, _is_plain_heading, 0)
    return Guesses([_as_title(*found[:2]), *found[1:]] if len(found) > 1 else found, marks)


def _as_title(first: Element, following: Element) -> Element:
    """The first line of a file is its title, whatever its headings look like."""
    is_one = isinstance(first, Text) and _is_plain_heading(first, following, [])
    return Heading(first.text) if is_one else first


def _is_marked(element: Element) -> bool:
    return isinstance(element, Heading) and element.level > 0


def _count(elements: list[Element]) -> int:
    """The headings beside the first, which is the title."""
    return sum(isinstance(each, Heading) for each in elements[1:])


# --- By numbers -----------------------------------------------------------------------------------


def _with_numbered(elements: list[Element]) -> tuple[list[Element], list[str]]:
    """With "1. Causes", "2. Symptoms" as headings, where they count up with text between."""
    found = [(place, _number_of(each)) for place, each in enumerate(elements)]
    found = [(place, mark) for place, mark in found if mark and _has_text_after(elements, place)]
    counted = [mark.number for _place, mark in found]
    asks = any(condition_in(mark.text) for _place, mark in found)
    if len(found) < (1 if asks else 2) or counted != list(range(1, len(found) + 1)):
        return elements, []
    places = dict(found)
    replaced = [
        Heading(places[n].text, getattr(each, "level", 0)) if n in places else each
        for n, each in enumerate(elements)
    ]
    return replaced, [word for _place, mark in found for word in words(mark.shown)]


def _number_of(element: Element):
    if not isinstance(element, (Text, Heading)) or not is_title(element.text):
        return None
    mark = mark_of(element.text)
    return mark if mark and mark.number else None


def _has_text_after(elements: list[Element], place: int) -> bool:
    following = elements[place + 1 : place + 2]
    return bool(following) and not _number_of(following[0])


# --- By their look --------------------------------------------------------------------------------


def _replaced(elements: list[Element], is_heading: Callable, level: int) -> list[Element]:
    """With headings of `level` in place of the texts for which `is_heading` holds."""
    likely = [
        isinstance(each, Text) and is_heading(each, following, elements)
        for each, following in zip_longest(elements, elements[1:])
    ]
    kept = _without_many(likely)
    return [
        Heading(each.text.strip(), level) if chosen else each
        for each, chosen in zip(elements, kept, strict=True)
    ]


def _without_many(likely: list[bool]) -> list[bool]:
    """Not those of which too many follow one another; a file's first is its title all the same."""
    kept, start = list(likely), 0
    for end in range(len(likely) + 1):
        if end == len(likely) or not likely[end]:
            first = 1 if start == 0 else start
            if end - first >= MOST_AFTER_ONE_ANOTHER:
                kept[first:end] = [False] * (end - first)
            start = end + 1
    return kept


def _stands_out(text: Text, following: Element | None, _all) -> bool:
    """Bold or underlined as a whole, or in capitals, with something under it."""
    if following is None or not is_title(text.text):
        return False
    return _is_emphasised(text.runs) or _is_in_capitals(text.text)


def _is_emphasised(runs: tuple[Run, ...]) -> bool:
    said = [run for run in runs if run.text.strip()]
    return bool(said) and (all(r.bold for r in said) or all(r.underlined for r in said))


def _is_in_capitals(text: str) -> bool:
    letters = [each for each in text if each.isalpha()]
    return len(letters) > 3 and text == text.upper() and text != text.lower()


def _is_plain_heading(text: Text, following: Element | None, elements) -> bool:
    """Whether it is a short line of its own, not a sentence, with more text after it."""
    if following is None or text.lines > 1 or not is_title(text.text) or mark_of(text.text):
        return False
    # "Signs are:" before a list belongs to the list, unless all headings are written so.
    is_intro = text.text.endswith(":") and _is_of_list(following)
    return not is_intro or _has_colon_headings(elements)


def _is_of_list(element: Element) -> bool:
    return isinstance(element, Points) or bool(mark_of(element.text))


def _has_colon_headings(elements) -> bool:
    """Whether there are lines with a colon over texts: "Causes:"."""
    return any(
        isinstance(one, Text) and one.text.endswith(":") and is_title(one.text) and _is_long(two)
        for one, two in pairwise(elements)
    )


def _is_long(element: Element) -> bool:
    return isinstance(element, Text) and not is_title(element.text)


# --- Where lines were joined ----------------------------------------------------------------------


def names_therapy(line: str, names) -> bool:
    return is_short(line) and not mark_of(line) and bool(therapy_in(line, names))
