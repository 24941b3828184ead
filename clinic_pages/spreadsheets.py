"""What is exported for spreadsheet programs."""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

# A cell that begins with one of these is a formula to some of them, whatever wrote it.
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutral(value: str) -> str:
    """`value`, which no program takes for a formula."""
    return f"'{value}" if value.startswith(BEGINS_FORMULA) else str(value)


# For `custom_value_preprocess` of views with an export.
NEUTRAL = {
    str: {"csv": neutral, "xlsx": neutral},
    **SpreadsheetExportMixin.custom_value_preprocess,
}
