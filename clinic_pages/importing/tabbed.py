"""Tables of plain text: lines with tabs between their cells, as Word saves tables."""

import re
from collections.abc import Sequence
from itertools import groupby

from .document import Line, Run, Table, words
from .lists import is_item

DIGIT = re.compile(r"\d")


def with_tables(lines: list[Line]) -> list[Line | Table]:
    """The lines, with tables where lines after one another have as many cells."""
    found: list[Line | Table] = []
    for columns, group in groupby(lines, _columns):
        rows = list(group)
        found += [_table(rows)] if columns > 1 and len(rows) > 1 else rows
    return found


def _columns(line: Line) -> int:
    """Into how many its tabs divide it; 0 where a tab stands after the mark of a point."""
    return 0 if is_item(line.text) or not all(map(words, line.cells)) else len(line.cells)


def _table(lines: list[Line]) -> Table:
    rows = tuple(tuple((Run(cell),) for cell in line.cells) for line in lines)
    return Table(rows, reads_as_head([line.cells for line in lines]))


def reads_as_head(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names what has numbers in all others: "Visit | Price"."""
    first, *others = rows or [()]
    return (
        bool(others)
        and all(words(text) and not DIGIT.search(text) for text in first)
        and all(DIGIT.search(" ".join(row)) for row in others)
    )
