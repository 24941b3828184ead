"""Finds lists among the lines of plain text: by signs, numbers and letters, one within another."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from .document import WORD_CHARACTER, Line, Point, Points, Run, Runs, Text, read, words
from .titles import is_title

# As Word, Windows and typists write them; the last ones are letters of Symbol and Wingdings.
SIGNS = "•·‣◦▪■□●○◆►▸➢➤✓✔✗§\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8\uf076"
BULLET = re.compile(
    rf"(?P<sign>[{re.escape(SIGNS)}])\s*(?P<text>.+)|(?P<dash>[-–—+*])\s+(?P<rest>.+)"
)
NUMBER = re.compile(r"\(?(?P<number>\d{1,3})[.)]\)?\s+(?P<text>.+)")
LETTER = re.compile(r"\(?(?P<letter>[a-z])[.)]\s+(?P<text>.+)", re.IGNORECASE)
ROMAN = re.compile(r"\(?(?P<letter>[ivx]+)[.)]\s+(?P<text>.+)", re.IGNORECASE)
MOST_LEVELS = 5
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")


@dataclass(frozen=True)
class Mark:
    """What stands before the text of a point. kind: points of one list have the same."""

    kind: str
    text: str
    shown: str
    number: int = 0


@dataclass
class Item:
    """A point, or a text between points. lines: on which it stands; level: of lists within lists,
    from 0."""

    runs: Runs
    mark: Mark | None
    indent: int = 0
    lines: int = 1
    level: int = 0

    def joined(self, text: str) -> None:
        """Goes on with `text`."""
        *others, last = self.runs
        self.runs = (*others, replace(last, text=f"{last.text} {text}"))
        self.lines += 1

    @property
    def under_mark(self) -> Runs:
        """What stands after the mark."""
        return cut(self.runs, len(read(self.runs)) - len(_after_mark(self)))


@dataclass
class Found:
    """Elements, and the words of marks that became a list's own."""

    elements: list = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


def is_item(text: str) -> bool:
    return mark_of(text) is not None


def mark_of(text: str) -> Mark | None:
    for reader in (_bullet, _number, _letter):
        mark = reader(text)
        if mark and WORD_CHARACTER.search(mark.text):
            return mark
    return None


def _bullet(text: str) -> Mark | None:
    match = BULLET.fullmatch(text)
    if match is None:
        return None
    return Mark(match["sign"] or match["dash"], match["text"] or match["rest"], "")


def _number(text: str) -> Mark | None:
    match = NUMBER.fullmatch(text)
    return match and Mark("1", match["text"], match["number"], int(match["number"]))


def _letter(text: str) -> Mark | None:
    if (match := ROMAN.fullmatch(text)) and match["letter"].lower() in ROMANS:
        number = ROMANS.index(match["letter"].lower()) + 1
        if number > 1 or match["letter"] in "iI":
            return Mark("i", match["text"], match["letter"], number)
    match = LETTER.fullmatch(text)
    if match is None:
        return None
    return Mark("a", match["text"], match["letter"], ord(match["letter"].lower()) - ord("a") + 1)


def find(chunks: list[tuple[Line, ...]]) -> Found:
    """Texts and lists from chunks of lines; a chunk is what stands between blank lines.

    The lines of a paragraph are joined. A list may have blank lines between its points.
    """
    return found_in([item for lines in chunks for item in _items(lines)])


def found_in(items: list[Item]) -> Found:
    """Texts and lists from points and texts."""
    for item in _numbered_headings(items):
        item.mark = None
    found = Found()
    for run in _runs(items):
        if run[0].mark is None:
            found.elements.append(_text(run[0]))
        else:
            _add_list(run, found)
    return found


def _numbered_headings(items: list[Item]) -> list[Item]:
    """Points that are headings: "2. Causes" over a text. A list under one does not go on in the
    next one's number."""
    found, over_text = [], 0
    for item, following in pairwise(items):
        is_next = _number_at(item) == len(found) + 1 and is_title(read(item.runs))
        if is_next and not _number_at(following):
            found.append(item)
            over_text += following.mark is None
    # Points with points under them have a text after the last one alone.
    return found if 2 * over_text > len(found) > 1 else []


def _number_at(item: Item) -> int:
    return item.mark.number if item.mark and item.mark.kind == "1" else 0


def _items(lines: tuple[Line, ...]) -> list[Item]:
    """The lines of one chunk: each list item and each text between them."""
    items: list[Item] = []
    for line in lines:
        mark = mark_of(line.text) if _may_begin_item(line, items) else None
        if mark:
            items.append(Item((Run(line.text),), mark, line.indent))
        elif items and _continues(line, items[-1]):
            items[-1].joined(line.text)
        else:
            items.append(Item((Run(line.text),), None, line.indent))
    return items


def _may_begin_item(line: Line, items: list[Item]) -> bool:
    # In a wrapped paragraph a line may begin with a dash, a number or a letter by chance.
    wrapped = bool(items) and items[-1].mark is None and items[-1].runs[-1].text[-1] not in ".:!?;"
    return not (wrapped and re.match(r"[–—\d(a-zA-Z]", line.text))


def _continues(line: Line, item: Item) -> bool:
    return item.mark is None or line.indent > 0 or line.text[0].islower()


def _runs(items: list[Item]) -> list[list[Item]]:
    """Each text alone, points that follow one another together."""
    runs: list[list[Item]] = []
    for item in items:
        if item.mark and runs and runs[-1][0].mark:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _add_list(run: list[Item], found: Found) -> None:
    """A list, or a text for each point where the marks say something that a list would lose."""
    _set_levels(run)
    for piece in _pieces(run):
        # A single point is rather a footnote ("* See there") or a signature ("– Maria").
        if len(piece) > 1 and _is_counted(piece):
            found.elements.append(points_of(piece))
            found.marks += [word for item in piece for word in words(item.mark.shown)]
        else:
            found.elements += [_text(item) for item in piece]


def _set_levels(run: list[Item]) -> None:
    """By the indent, and where that says nothing by the sign: another one begins a list within."""
    open_lists: list[tuple[int, str]] = []
    for item in run:
        _as_letter(item, open_lists)
        kind = item.mark.kind
        while open_lists and item.indent < open_lists[-1][0]:
            open_lists.pop()
        at = next((n for n, each in enumerate(open_lists) if each == (item.indent, kind)), None)
        if at is not None:
            del open_lists[at + 1 :]
        elif not open_lists or _begins_within(item, open_lists[-1]):
            open_lists.append((item.indent, kind))
        else:
            open_lists[-1] = (item.indent, kind)
        item.level = min(len(open_lists), MOST_LEVELS) - 1


def _as_letter(item: Item, open_lists: list[tuple[int, str]]) -> None:
    """ "i." is the letter after "h.", where a list of letters is under way."""
    mark = item.mark
    kinds = [kind for _indent, kind in open_lists]
    if mark.kind == "i" and "a" in kinds and "i" not in kinds and len(mark.shown) == 1:
        number = ord(mark.shown.lower()) - ord("a") + 1
        if number > 2:
            item.mark = Mark("a", mark.text, mark.shown, number)


def _begins_within(item: Item, outer: tuple[int, str]) -> bool:
    """Numbers after points are another list; points after numbers stand under the last number."""
    indent, kind = outer
    return item.indent > indent or (item.mark.kind != kind and item.mark.kind != "1")


def _pieces(run: list[Item]) -> list[list[Item]]:
    """Lists of one kind at the top, with whatever is in them."""
    pieces: list[list[Item]] = []
    kind = ""
    for item in run:
        if pieces and (item.level > 0 or item.mark.kind == kind):
            pieces[-1].append(item)
        else:
            pieces.append([item])
        kind = item.mark.kind if item.level == 0 else kind
    return pieces


def _is_counted(piece: list[Item]) -> bool:
    """Whether the numbers of each list in it are those that a list has by itself."""
    expected: list[int] = []
    for item in piece:
        del expected[item.level + 1 :]
        expected += [1] * (item.level + 1 - len(expected))
        if item.mark.number and item.mark.number != expected[item.level]:
            return False
        expected[item.level] += 1
    return True


def points_of(piece: list[Item]) -> Points:
    """`piece` begins with a point at the level of the list."""
    level, under = piece[0].level, []
    for item in piece:
        if item.level == level:
            under.append((item, []))
        else:
            under[-1][1].append(item)
    return Points(
        bool(piece[0].mark.number),
        tuple(Point(item.under_mark, tuple(_inner(others))) for item, others in under),
    )


def _inner(items: list[Item]) -> list[Points]:
    lists: list[list[Item]] = []
    for item in items:
        is_other = lists and item.level <= lists[-1][0].level and item.mark.kind != _kind_of(lists)
        if not lists or is_other:
            lists.append([])
        lists[-1].append(item)
    return [points_of(each) for each in lists]


def _kind_of(lists: list[list[Item]]) -> str:
    return next(i.mark.kind for i in reversed(lists[-1]) if i.level == lists[-1][0].level)


def _text(item: Item) -> Text:
    return Text(item.runs, item.lines)


def _after_mark(item: Item) -> str:
    """All that was written, but for the mark; lines that went on included."""
    first = item.mark.text
    text = read(item.runs)
    return text[text.index(first, len(item.mark.shown)) :] if first else text


def cut(runs: Runs, start: int) -> Runs:
    """`runs` without their first `start` characters."""
    kept = []
    for run in runs:
        if start < len(run.text):
            kept.append(replace(run, text=run.text[start:]))
        start = max(0, start - len(run.text))
    return tuple(kept)
