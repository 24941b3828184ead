"""Tables of words and numbers."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .base import ClinicStructBlock, ClinicStructValue

# Cells end at a tab, as spreadsheets copy them, or at a bar. A bar in a cell has a backslash.
CELL = re.compile(r"\t|(?<!\\)\|")
# "[our fees](/fees/)", as in Markdown. After a backslash it is what it looks like.
_LINK = r"\[([^\[\]]+)\]\(((?:https?://|mailto:|tel:|/(?!/))[^\s()]*)\)"
LINK = re.compile(rf"(?<!\\){_LINK}")
LIKE_A_LINK = re.compile(rf"(?={_LINK})")
NO_LINK = re.compile(rf"\\(?={_LINK})")
MOST_COLUMNS = 20


class Stretch(NamedTuple):
    """What stands in a cell, or a part of it. href: where it leads, "" for nowhere."""

    text: str
    href: str = ""


def stretches(cell: str) -> list[Stretch]:
    """A cell as `read_rows` gives it, apart at its links."""
    found, end = [], 0
    for link in LINK.finditer(cell):
        found += [Stretch(NO_LINK.sub("", cell[end : link.start()])), Stretch(*link.groups())]
        end = link.end()
    found.append(Stretch(NO_LINK.sub("", cell[end:])))
    return [each for each in found if each.text]


def cell_of(parts: Iterable[Stretch]) -> str:
    """The cell that `stretches` reads as these. What cannot be a link there stays as words."""
    cell, plain = "", ""
    for text, href in parts:
        link = f"[{text}]({href})"
        # After a backslash it would be none.
        if href and LINK.fullmatch(link) and not plain.endswith("\\"):
            cell += _plain(plain) + link
            plain = ""
        else:
            plain += text
    return cell + _plain(plain)


def _plain(text: str) -> str:
    """So that nothing in it is read as a link."""
    return LIKE_A_LINK.sub(r"\\", text)


def words_of_cell(cell: str) -> str:
    """What is read in it."""
    return "".join(text for text, _href in stretches(cell))


def read_rows(text: str) -> list[list[str]]:
    """The rows of a text with a line for each, all with as many cells."""
    rows = [_cells(line) for line in text.splitlines() if line.strip()]
    columns = max(map(len, rows), default=0)
    return [row + [""] * (columns - len(row)) for row in rows]


def _cells(line: str) -> list[str]:
    # A row may begin and end with a bar, as in Markdown.
    inner = re.sub(r"^\|(?!\|)|(?<![\\|])\|$", "", line.strip(" ")) if line.count("|") > 1 else line
    return [cell.strip().replace(r"\|", "|") for cell in CELL.split(inner)]


def write_rows(rows) -> str:
    """What `read_rows` reads as these."""
    return "\n".join(_line(row) for row in rows)


def _line(row) -> str:
    cells = (" ".join(cell.split()).replace("|", r"\|") for cell in row)
    return f"| {' | '.join(cells)} |"


class TableValue(ClinicStructValue):
    has_heading = False

    @cached_property
    def cells(self) -> list[list[SafeString]]:
        """Their HTML, which is made of words and links."""
        rows = read_rows(self.get("rows") or "")
        return [[mark_safe("".join(map(_html, stretches(cell)))) for cell in row] for row in rows]

    @property
    def head(self) -> list[SafeString]:
        return self.cells[0] if self.get("has_head") and len(self.cells) > 1 else []

    @property
    def body(self) -> list[list[SafeString]]:
        return self.cells[1:] if self.head else self.cells

    @property
    def text(self) -> str:
        """Its words, a line for the caption and for each row."""
        lines = words_of_rows(self.get("rows") or "")
        return "\n".join([self.get("caption") or "", *lines])

    @property
    def label(self) -> str:
        """What a screen reader calls the part of the page that can be moved from side to side."""
        return (self.get("caption") or "").strip() or gettext("Table")


def _html(stretch: Stretch) -> SafeString:
    template = '<a href="{1}">{0}</a>' if stretch.href else "{0}"
    return format_html(template, *stretch)


def words_of_rows(text: str) -> list[str]:
    return [" ".join(map(words_of_cell, row)) for row in read_rows(text)]


class RowsBlock(blocks.TextBlock):
    def get_searchable_content(self, value):
        return words_of_rows(value or "")


class TableBlock(ClinicStructBlock):
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        default="",
        help_text=_("What the table is about, in a few words."),
    )
    rows = RowsBlock(
        label=_("Rows"),
        help_text=_(
            "A line for each row, with | between its cells. What you copy from a spreadsheet can "
            "be pasted as it is. A link is written [our fees](/fees/)."
        ),
    )
    has_head = blocks.BooleanBlock(
        label=_("The first row says what stands under it"), required=False, default=True
    )

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Text and images")
        description = _("Words and numbers in rows and columns.")
        template = "clinic_pages/blocks/table.html"
        value_class = TableValue
        label_format = "{caption}"

    def clean(self, value):
        cleaned = super().clean(value)
        if max(map(len, read_rows(cleaned["rows"] or "")), default=0) > MOST_COLUMNS:
            message = _("A table may have %(number)d columns at most.") % {"number": MOST_COLUMNS}
            raise StructBlockValidationError(block_errors={"rows": ValidationError(message)})
        return cleaned

    def sample(self):
        return {
            "caption": gettext("How long a session takes"),
            "rows": gettext(
                "Therapy | First session | Later ones\nCupping | 45 minutes | 30 minutes"
            ),
            "has_head": True,
        }
