"""Tables of HTML: those with data, and those that old sites laid their pages out with."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ...blocks.tables import MOST_COLUMNS
from ..document import Run, Runs, Table, read, words
from ..tabbed import reads_as_head
from .inline import link_of, tidy
from .trees import INLINE, is_mark, is_seen, squeezed, text_of

BLOCKS = ("p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote")
# Nobody writes more into a cell of data.
LONGEST_CELL = 400


def is_layout(table: Element) -> bool:
    """Whether it only places what is in it."""
    if table.get("role") in ("presentation", "none"):
        return True
    if any(table.iter("th")) or any(table.iter("caption")):
        return False
    cells = [cell for row in _rows(table) for cell in _cells(row)]
    columns = max((len(list(_cells(row))) for row in _rows(table)), default=0)
    has_one_row = len(list(_rows(table))) < 2
    return columns < 2 or has_one_row or any(map(_places, cells))


def _places(cell: Element) -> bool:
    inner = [each for each in cell.iter() if each is not cell and each.tag in BLOCKS]
    is_rich = len(inner) > 1 or any(each.tag[0] == "h" or each.tag == "table" for each in inner)
    return is_rich or len(text_of(cell)) > LONGEST_CELL


def table_of(tag: Element, base: str) -> Table | None:
    """None where no cell has a word. base: the address of the page."""
    rows = [_row(row, base) for row in _rows(tag)]
    rows = [row for row in rows if any(words(read(runs)) for runs in row)]
    columns = min(max(map(len, rows), default=0), MOST_COLUMNS)
    filled = tuple(_of_width(row, columns) for row in rows)
    caption = next((text_of(each) for each in tag.iter("caption")), "")
    return Table(filled, _has_head(tag), caption) if filled else None


def _has_head(tag: Element) -> bool:
    """Whether the first row is one of headings: marked so, or bold as a whole."""
    first = next((row for row in _rows(tag) if any(map(words, _texts(row)))), None)
    cells = list(_cells(first)) if first is not None else []
    if any(cell.tag == "th" for cell in cells[1:]) or first in _heads(tag):
        return True
    if cells and all(cell.tag == "th" or _is_bold(cell) for cell in cells):
        return True
    return reads_as_head([row for row in map(_texts, _rows(tag)) if any(map(words, row))])


def _heads(tag: Element) -> list[Element]:
    return [row for head in tag.iter("thead") for row in head]


def _is_bold(cell: Element) -> bool:
    text = re.sub(r"\s+", "", text_of(cell))
    bold = "".join(text_of(each) for each in cell.iter() if each.tag in ("b", "strong"))
    return not text or re.sub(r"\s+", "", bold) == text


def _rows(table: Element) -> Iterator[Element]:
    """Its own, and not those of tables in it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if cell.tag in ("td", "th") and is_seen(cell))


def _texts(row: Element) -> list[str]:
    return [read(runs) for runs in _row(row, "")]


def _row(row: Element, base: str) -> list[Runs]:
    found: list[Runs] = []
    for cell in _cells(row):
        span = cell.get("colspan", "1")
        empty = min(int(span), MOST_COLUMNS) - 1 if span.isdigit() else 0
        found += [tidy(_runs(cell, base)), *[()] * max(0, empty)]
    return found


def _runs(element: Element, base: str, link: str = "") -> Iterator[Run]:
    """What is read of it, on one line, and its links."""
    if not is_seen(element) or is_mark(element):
        return
    # A paragraph, a list or a break in a cell is a blank.
    around = Run("" if element.tag in INLINE else " ")
    if element.tag == "a":
        link = link_of(element.get("href", ""), base)
    yield around
    yield Run(squeezed(element.text), link=link)
    for child in element:
        yield from _runs(child, base, link)
        yield Run(squeezed(child.tail), link=link)
    yield around


def _of_width(row: list[Runs], columns: int) -> tuple[Runs, ...]:
    """With empty cells at the end; what there is no column for stands in the last one."""
    first, *others = row[columns - 1 :] or [()]
    last = (*first, *(run for runs in others for run in (Run(" "), *runs)))
    return (*row[: columns - 1], tidy(last), *[()] * (columns - len(row)))[:columns]
