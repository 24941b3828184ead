"""Rich text as lines of plain text, a paragraph or an item of a list on each."""

import re
from html import unescape

from django.utils.html import strip_tags

from .invisible import without_invisible

# Before the words of a heading, as in Markdown.
HEADING = "# "
HEADINGS = re.compile(r"<h[1-6]\b[^>]*>", re.IGNORECASE)
ENDS = re.compile(r"</(?:p|h[1-6]|li|blockquote|td|th|tr)>|<(?:br|hr)\s*/?>", re.IGNORECASE)


def passages_in(html: str) -> list[str]:
    """The lines of rich text; those that are headings begin with HEADING. No line is empty."""
    lines = ENDS.sub(r"\g<0>\n", HEADINGS.sub(rf"\n\g<0>{HEADING}", html)).split("\n")
    return [text for line in lines if (text := _seen(unescape(strip_tags(line)))).strip("# ")]


def heading_line(text: str) -> str:
    """The line of a heading or name."""
    return f"{HEADING}{_seen(text)}"


def passages_of(text: str) -> list[str]:
    """The lines of plain text."""
    return [seen for line in text.splitlines() if (seen := _seen(line))]


def _seen(text: str) -> str:
    return " ".join(without_invisible(text).split())
