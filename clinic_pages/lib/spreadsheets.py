"""Texts in the cells of a spreadsheet: shown, never calculated."""

import re
import unicodedata

from wagtail.admin.views.mixins import SpreadsheetExportMixin, list_to_str

# What spreadsheets take for the beginning of a formula, after whatever of it is not seen. Quotes
# are not: two of them may be taken for an empty beginning.
FORMULA = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff\"]*[=+\-@\u2212]")
# No spreadsheet has a place for these, and openpyxl refuses them.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
# Where programs that split a CSV file at semicolons or tabs let a cell begin: quotes count for
# nothing there, since the line that they see begins with none.
BEGINS = re.compile(r"([;\t\r\n])")
# As the first sign of a cell, harmful as well.
BREAKS = ("\t", "\r", "\n")


def as_text(text: str) -> str:
    """`text` as a cell that every spreadsheet shows as it is: with an apostrophe before what it
    would calculate, in the middle of the text, too. Full-width signs are signs."""
    text = UNSEEN.sub("", text)
    shown = "".join(map(_as_text, BEGINS.split(text)))
    return f"'{shown}" if shown.startswith(BREAKS) else shown


def _as_text(part: str) -> str:
    return f"'{part}" if FORMULA.match(unicodedata.normalize("NFKC", part)) else part


# For `custom_value_preprocess` of views with an export.
NEUTRAL = {
    str: {"csv": as_text, "xlsx": as_text},
    **SpreadsheetExportMixin.custom_value_preprocess,
    list: {each: lambda value: as_text(list_to_str(value)) for each in ("csv", "xlsx")},
}
