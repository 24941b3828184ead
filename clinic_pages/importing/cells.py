"""Cells of tables, between the neutral document and the text of a table block."""

import re
from urllib.parse import quote

from wagtail.models import Page

from ..blocks.tables import Stretch, cell_of, stretches, write_rows
from .document import Run, Runs, Table
from .hypertext.inline import OLD
from .richtext import PAGE

# These end an address in a cell, or the cell.
ENDS = re.compile(r"[\s()|\\]")


def rows_of(table: Table) -> str:
    """The text of a table block."""
    return write_rows([cell_of(map(_stretch, runs)) for runs in row] for row in table.rows)


def _stretch(run: Run) -> Stretch:
    href = ENDS.sub(lambda match: quote(match[0], safe=""), _address(run.link))
    return Stretch(run.text.replace("\n", " "), href)


def _address(link: str) -> str:
    if not link.startswith(PAGE):
        return link.removeprefix(OLD)
    # A draft has an address, too. If the page moves, a redirect leads on.
    page = Page.objects.filter(pk=link.removeprefix(PAGE)).first()
    return (page and page.url) or ""


def runs_of(cell: str) -> Runs:
    """A cell of a table block, as the neutral document has it."""
    return tuple(Run(text, link=href) for text, href in stretches(cell))
