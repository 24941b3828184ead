"""The neutral document: what a file says, whatever its format was.

A format reads a file into a `Flow`: its headings, texts, lists, tables and pictures in order.
`outline` makes a `Document` of it: a title, parts, an invitation to book.
"""

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import Any

from ..lib.text_folding import bare

WORD_CHARACTER = re.compile(r"[^\W_]")


def words(text: str) -> list[str]:
    """The words of `text` in order, without the punctuation around them.

    A word is what stands between white space and holds a letter or digit. What nobody sees is none
    of it.
    """
    tokens = [token for token in bare(text).split() if WORD_CHARACTER.search(token)]
    return [re.sub(r"^[\W_]+|[\W_]+$", "", token) for token in tokens]


@dataclass(frozen=True)
class Line:
    """A line of the file. number: from 1. text: white space normalised, "" for a blank line.

    cells: what stands between its tabs.
    """

    number: int
    text: str
    indent: int = 0
    cells: tuple[str, ...] = field(default=(), compare=False)


# --- What stands in a text ------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """A stretch of text with one look. A "\\n" in it is a line break.

    link: an address, "page:" and a primary key, or "".
    """

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    link: str = ""


Runs = tuple[Run, ...]


def read(runs: Runs) -> str:
    return "".join(run.text for run in runs)


@dataclass(frozen=True)
class Text:
    """A paragraph. lines: how many lines of a text file it was written on."""

    runs: Runs
    lines: int = field(default=1, compare=False)

    @property
    def text(self) -> str:
        return read(self.runs)


@dataclass(frozen=True)
class Point:
    """A point of a list, and the lists in it."""

    runs: Runs
    inner: tuple["Points", ...] = ()

    @property
    def text(self) -> str:
        return "\n".join([read(self.runs), *(points.text for points in self.inner)])


@dataclass(frozen=True)
class Points:
    """A list. numbered: from 1."""

    numbered: bool
    points: tuple[Point, ...]

    @property
    def text(self) -> str:
        return "\n".join(point.text for point in self.points)


@dataclass(frozen=True)
class Heading:
    """level: from 1 for a title down; 0 where the format has no levels, or only the look says it.

    In a part it stands over a stretch of its text.
    """

    text: str
    level: int = 0


@dataclass(frozen=True)
class Table:
    """rows: of cells, all with as many. has_head: whether the first row is its head."""

    rows: tuple[tuple[Runs, ...], ...]
    has_head: bool = True
    caption: str = ""

    @property
    def text(self) -> str:
        return "\n".join([self.caption, *(" ".join(map(read, row)) for row in self.rows)])


@dataclass(frozen=True)
class Picture:
    """name: of its file, for messages. content: the file, b"" where it could not be had."""

    name: str
    content: bytes = field(repr=False)
    alt: str = ""
    caption: str = ""

    @property
    def text(self) -> str:
        return self.caption


Element = Text | Points | Heading | Table | Picture


@dataclass(frozen=True)
class Flow:
    """A file in the order in which it is read.

    source: every line of the file that a reader sees. unplaced: those that are no part of its text:
        a line of dashes, a site's navigation.
    marks: words of the source that are the marks of lists and headings: "1", "b".
    title: what the file is called inside, "" where it does not say so.
    address: where it was on the old site, a path; "" where it does not say so.
    details: fields of the page by their names, of a file that an export wrote.
    notes: what a reader of the report should know.
    state: of a page, in a file that an export wrote, in place of elements.
    """

    elements: tuple[Element, ...]
    source: tuple[Line, ...]
    unplaced: tuple[Line, ...] = ()
    marks: tuple[str, ...] = ()
    title: str = ""
    address: str = ""
    details: dict = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    state: Any = None

    def marked(self, marks: list[str]) -> "Flow":
        return replace(self, marks=(*self.marks, *marks))


# --- What a page is made of -----------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it; either may be empty.

    therapy: the therapy's name as the heading "{Therapy} for {Condition}" has it, where the clinic
    has such a therapy; else "".
    """

    heading: str
    elements: tuple[Element, ...] = ()
    therapy: str = ""

    @property
    def text(self) -> str:
        return "\n".join(each.text for each in self.elements)


@dataclass(frozen=True)
class Document:
    """One file about one condition.

    file: the file's name, for messages.
    names: the condition's names, its title first.
    title_line: the line that became the title and nothing else, "" where there is none.
    closing: the invitation to book, or None.
    guessed: headings "X for {condition}" that are sections, since nobody knows a therapy X.
    """

    file: str
    title: str
    names: tuple[str, ...]
    title_line: str
    parts: tuple[Part, ...]
    closing: Part | None
    flow: Flow
    guessed: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Tells two documents apart by their words; white space and encoding do not count.

        Made from the source, not the parts: a name that an editor adds to the page later can make
        another line a heading, but the file is still the same.
        """
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(line.text for line in self.flow.source)).strip()
        details = "".join(f"\n{name}: {value}" for name, value in sorted(self.flow.details.items()))
        return hashlib.sha256(f"{self.title}\n{text}{details}".encode()).hexdigest()

    @property
    def unplaced(self) -> tuple[Line, ...]:
        return self.flow.unplaced

    @property
    def words_read(self) -> list[str]:
        return [word for line in self.flow.source for word in words(line.text)]

    @property
    def words_unplaced(self) -> list[str]:
        return [word for line in self.unplaced for word in words(line.text)]
