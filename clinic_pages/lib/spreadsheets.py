"""Texts in the cells of a spreadsheet: shown, never calculated."""

import re
import unicodedata

from wagtail.admin.views.mixins import SpreadsheetExportMixin

# What spreadsheets take for the beginning of a formula, after whatever of it is not seen.
FORMULA = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@\u2212]")
# No spreadsheet has a place for these, and openpyxl refuses them.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
# As the first sign of a cell, harmful as well.
BREAKS = ("\t", "\r", "\n")


def as_text(text: str) -> str:
    """`text` as a cell that every spreadsheet shows as it is: with an apostrophe before what it
    would calculate. Full-width signs are signs, too."""
    text = UNSEEN.sub("", text)
    is_formula = text[:1] in BREAKS or FORMULA.match(unicodedata.normalize("NFKC", text))
    return f"'{text}" if text and is_formula else text


# For `custom_value_preprocess` of views with an export.
NEUTRAL = {
    str: {"csv": as_text, "xlsx": as_text},
    **SpreadsheetExportMixin.custom_value_preprocess,
}
