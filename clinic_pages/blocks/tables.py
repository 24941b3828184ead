"""Tables of words and numbers."""

import re

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .base import ClinicStructBlock, ClinicStructValue

# Cells end at a tab, as spreadsheets copy them, or at a bar. A bar in a cell has a backslash.
CELL = re.compile(r"\t|(?<!\\)\|")
MOST_COLUMNS = 20


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
    def cells(self) -> list[list[str]]:
        return read_rows(self.get("rows") or "")

    @property
    def head(self) -> list[str]:
        return self.cells[0] if self.get("has_head") and len(self.cells) > 1 else []

    @property
    def body(self) -> list[list[str]]:
        return self.cells[1:] if self.head else self.cells

    @property
    def label(self) -> str:
        """What a screen reader calls the part of the page that can be moved from side to side."""
        return (self.get("caption") or "").strip() or gettext("Table")


class TableBlock(ClinicStructBlock):
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        default="",
        help_text=_("What the table is about, in a few words."),
    )
    rows = blocks.TextBlock(
        label=_("Rows"),
        help_text=_(
            "A line for each row, with | between its cells. What you copy from a spreadsheet can "
            "be pasted as it is."
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
