"""The neutral document: what a file says, whatever its format was."""

import hashlib
import re
from dataclasses import dataclass

WORD_CHARACTER = re.compile(r"[^\W_]")


def words(text: str) -> list[str]:
    """The words of `text` in order, without the punctuation around them.

    A word is what stands between white space and holds a letter or digit.
    """
    tokens = [token for token in text.split() if WORD_CHARACTER.search(token)]
    return [re.sub(r"^[\W_]+|[\W_]+$", "", token) for token in tokens]


@dataclass(frozen=True)
class Line:
    """A line of the file. number: from 1. text: white space normalised, "" for a blank line."""

    number: int
    text: str
    indented: bool = False


@dataclass(frozen=True)
class Paragraph:
    """kind: "text" (one item), "bullets" or "numbers" (an item for each point, numbered from 1)."""

    kind: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it; either may be empty.

    therapy: the therapy's name as the heading "{Therapy} for {Condition}" has it, else "".
    """

    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    therapy: str = ""


@dataclass(frozen=True)
class Document:
    """One file about one condition.

    file: the file's name, for messages.
    names: the condition's names, its title first.
    title_line: the line that became the title and nothing else, "" where there is none.
    closing: the invitation to book, or None.
    unplaced: lines that became nothing.
    source: every line of the file.
    """

    file: str
    title: str
    names: tuple[str, ...]
    title_line: str
    parts: tuple[Part, ...]
    closing: Part | None
    unplaced: tuple[Line, ...]
    source: tuple[Line, ...]

    @property
    def digest(self) -> str:
        """Tells two documents apart by their words; white space and encoding do not count.

        Made from the source, not the parts: a name that an editor adds to the page later can make
        another line a heading, but the file is still the same.
        """
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(line.text for line in self.source)).strip()
        return hashlib.sha256(f"{self.title}\n{text}".encode()).hexdigest()

    @property
    def words_read(self) -> list[str]:
        return [word for line in self.source for word in words(line.text)]

    @property
    def words_unplaced(self) -> list[str]:
        return [word for line in self.unplaced for word in words(line.text)]
