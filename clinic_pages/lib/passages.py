"""Rich text as lines of plain text, a paragraph or an item of a list on each."""

import re
from html import unescape

from .fields import TAGS
from .invisible import without_invisible

# Before the words of a heading, as in Markdown.
HEADING = "# "
HEADINGS = re.compile(r"<h[1-6]\b[^>]*>", re.IGNORECASE)
ENDS = re.compile(r"</(?:p|h[1-6]|li|blockquote|td|th|tr)>|<(?:br|hr)\s*/?>", re.IGNORECASE)


def passages_in(html: str) -> list[str]:
    """The lines of rich text; those that are headings begin with HEADING. No line is empty."""
    parted = ENDS.sub(r"\g<0>\n", HEADINGS.sub(rf"\n\g<0>{HEADING}", html))
    lines = passages_of(unescape(TAGS.sub("", parted)))
    return [line for line in lines if line.strip("# ")]


def heading_line(text: str) -> str:
    """The line of a heading or name."""
    return f"{HEADING}{' '.join(without_invisible(text).split())}"


def passages_of(text: str) -> list[str]:
    """The lines of plain text."""
    lines = without_invisible(text).splitlines()
    return [seen for line in lines if (seen := " ".join(line.split()))]
