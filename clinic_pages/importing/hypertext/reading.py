"""Walks through a tree and writes down what it holds, in order."""

import re
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element as Tag

from ..document import (
    WORD_CHARACTER,
    Element,
    Heading,
    Picture,
    Point,
    Points,
    Run,
    Table,
    Text,
    read,
)
from ..lists import Found, Item, Mark, found_in, mark_of, points_of
from ..pictures import PictureFiles
from .inline import Look, texts_of, tidy
from .tables import is_layout, table_of
from .trees import INLINE, is_mark, is_seen, squeezed, text_of

HEADING = re.compile(r"h([1-6])")
LISTS = frozenset(["ul", "ol", "menu", "dir"])
WORD_LIST = re.compile(r"mso-list:[^;]*\blevel(\d)", re.IGNORECASE)
NUMBERED = re.compile(r"[\da-z]{1,5}[.)]", re.IGNORECASE)
# Smaller pictures are signs and spacers.
SMALLEST = 33
PLAIN = Look()


@dataclass
class Reader:
    """base: the address of the page. left_out: elements that are no part of its text."""

    base: str
    files: PictureFiles
    left_out: frozenset[Tag] = frozenset()
    elements: list[Element] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _pictures: list[Picture] = field(default_factory=list)
    # Points of a list that is no list for HTML: Word's.
    _points: list[Item] = field(default_factory=list)

    def read(self, element: Tag, look: Look = PLAIN) -> list[Element]:
        """The elements in `element`, in order."""
        self._content(element, look)
        self._end()
        return self.elements

    def _content(self, element: Tag, look: Look) -> None:
        self._add(element.text, look)
        for child in element:
            if child in self.left_out:
                self._end_paragraph()
            elif is_seen(child) and not is_mark(child):
                self._child(child, look)
            self._add(child.tail, look)

    def _add(self, text: str | None, look: Look) -> None:
        if text:
            self._runs.append(look.run(squeezed(text)))

    def _child(self, tag: Tag, look: Look) -> None:
        name = tag.tag
        if name == "br":
            self._runs.append(look.run("\n"))
        elif name == "img":
            self._picture(tag)
        elif name in INLINE:
            self._content(tag, look.within(tag, self.base))
        else:
            self._block(tag, look)

    def _block(self, tag: Tag, look: Look) -> None:
        self._end_paragraph()
        if level := WORD_LIST.search(tag.get("style", "")):
            self._word_point(tag, int(level[1]), look)
            return
        self._end_points()
        if match := HEADING.fullmatch(tag.tag):
            self._heading(tag, int(match[1]))
        elif tag.tag in LISTS:
            self._list(tag, look)
        elif tag.tag == "table" and not is_layout(tag):
            self._table(tag)
        elif tag.tag == "figure":
            self._figure(tag, look)
        else:
            # A definition's term stands out as a bold line does, and a question that unfolds.
            is_term = tag.tag in ("dt", "summary")
            self._content(tag, replace(look, bold=True) if is_term else look.within(tag, self.base))
            self._end_paragraph()

    # --- Ends -------------------------------------------------------------------------------------

    def _end_paragraph(self) -> None:
        texts = texts_of(self._runs)
        if texts or self._pictures:
            self._end_points()
        self.elements += [*self._pictures, *texts]
        self._runs, self._pictures = [], []

    def _end_points(self) -> None:
        if self._points:
            self.elements += [points_of(each) for each in _by_kind(self._points)]
            self._points = []

    def _end(self) -> None:
        self._end_paragraph()
        self._end_points()

    def _inside(self, tag: Tag, look: Look = PLAIN) -> list[Element]:
        """What stands in `tag`, apart from what stands around it."""
        inner = Reader(self.base, self.files, self.left_out)
        found = inner.read(tag, look)
        self.marks += inner.marks
        self.notes += inner.notes
        return found

    # --- What stands alone ------------------------------------------------------------------------

    def _heading(self, tag: Tag, level: int) -> None:
        found = self._inside(tag)
        text = " ".join(each.text.replace("\n", " ") for each in found if each.text)
        self.elements += [each for each in found if isinstance(each, Picture)]
        if WORD_CHARACTER.search(text):
            self.elements.append(Heading(" ".join(text.split(" ")), level))

    def _list(self, tag: Tag, look: Look) -> None:
        points, beside = self._points_in(tag, look)
        if points.points:
            self.elements.append(points)
        self.elements += beside

    def _points_in(self, tag: Tag, look: Look) -> tuple[Points, list[Element]]:
        """The list, and the pictures and tables in it."""
        points: list[Point] = []
        beside: list[Element] = []
        for child in tag:
            if child in self.left_out or not is_seen(child):
                continue
            if child.tag in LISTS:
                # A list straight in a list, as old editors write it: of the point before it.
                inner, others = self._points_in(child, look)
                points = _with_inner(points, inner)
                beside += others
            else:
                point, others = self._point(child, look)
                points += point
                beside += others
        return Points(tag.tag == "ol", tuple(points)), beside

    def _point(self, tag: Tag, look: Look) -> tuple[list[Point], list[Element]]:
        found = self._inside(tag, look.within(tag, self.base))
        beside = [each for each in found if isinstance(each, (Picture, Table))]
        inner = tuple(each for each in found if isinstance(each, Points))
        runs: list[Run] = []
        for each in found:
            if not isinstance(each, (Picture, Table, Points)):
                own = (Run(each.text, bold=True),) if isinstance(each, Heading) else each.runs
                runs += [Run("\n")] * bool(runs) + list(own)
        return [Point(tidy(runs), inner)] * bool(runs or inner), beside

    def _word_point(self, tag: Tag, level: int, look: Look) -> None:
        marks = [text_of(each) or "".join(each.itertext()) for each in tag.iter() if is_mark(each)]
        mark = " ".join("".join(marks).split())
        is_numbered = bool(NUMBERED.fullmatch(mark))
        self._content(tag, look.within(tag, self.base))
        texts = texts_of(self._runs)
        self.elements += self._pictures
        self._runs, self._pictures = [], []
        runs = tidy(run for text in texts for run in (*text.runs, Run("\n")))
        if runs:
            kind = Mark("1" if is_numbered else "•", "", mark, int(is_numbered))
            self._points.append(Item(runs, kind, level=level - 1))

    def _table(self, tag: Tag) -> None:
        table = table_of(tag, self.base)
        if table:
            self.elements.append(table)

    def _figure(self, tag: Tag, look: Look) -> None:
        """A picture with its caption, else whatever it holds."""
        found = self._inside(tag, look)
        pictures = [each for each in found if isinstance(each, Picture)]
        texts = [each for each in found if not isinstance(each, Picture)]
        if len(pictures) == 1 and all(isinstance(each, Text) for each in texts):
            caption = " ".join(each.text.replace("\n", " ") for each in texts)
            found = [replace(pictures[0], caption=caption)]
        self.elements += found

    def _picture(self, tag: Tag) -> None:
        sizes = [tag.get(name, "") for name in ("width", "height")]
        if any(size.isdigit() and int(size) < SMALLEST for size in sizes):
            return
        alt = " ".join((tag.get("alt") or "").split())
        picture, note = self.files.find(tag.get("src", ""), alt)
        self._pictures += [picture] if picture else []
        self.notes += [note] if note else []


def _with_inner(points: list[Point], inner: Points) -> list[Point]:
    if not points:
        return list(inner.points)
    last = replace(points[-1], inner=(*points[-1].inner, inner))
    return [*points[:-1], last] if inner.points else points


def _by_kind(items: list[Item]) -> list[list[Item]]:
    """Lists after one another: numbers at the top level, then points."""
    lists: list[list[Item]] = []
    lowest = min(item.level for item in items)
    for item in items:
        item.level = max(0, item.level - lowest)
        tops = [each.mark.kind for each in lists[-1] if each.level == 0] if lists else []
        if lists and (item.level > 0 or item.mark.kind in tops[-1:]):
            lists[-1].append(item)
        else:
            lists.append([item])
    return lists


def with_lists(elements: list[Element]) -> Found:
    """With lists of paragraphs, or lines of one, that begin with the marks of points."""
    found, run = Found(), []
    for each in [*elements, None]:
        items = _items(each) if isinstance(each, Text) else []
        if items:
            run += items
            continue
        part = found_in(run)
        found.elements += part.elements + [each] * (each is not None)
        found.marks += part.marks
        run = []
    return found


def _items(text: Text) -> list[Item]:
    """The lines of a text as points and texts, if more than one has a mark; else all as one."""
    lines = _lines(text.runs)
    marked = [mark_of(read(line)) for line in lines]
    if sum(map(bool, marked)) < 2:
        return [Item(text.runs, mark_of(text.text) if len(lines) == 1 else None)]
    return [Item(line, mark) for line, mark in zip(lines, marked, strict=True)]


def _lines(runs) -> list[tuple[Run, ...]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=other)] for other in others]
    return [tidy(line) for line in lines if tidy(line)]
