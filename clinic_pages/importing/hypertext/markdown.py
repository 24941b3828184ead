"""Markdown as HTML: CommonMark with tables."""

from django.utils.translation import gettext as _

from ..errors import UnreadableFile
from ..reading import library

# Quotes and lists within each other, each with its points. Of deeper ones the parser says nothing.
DEEPEST = 100


def html_of_markdown(text: str, file) -> str:
    """Raises UnreadableFile."""
    parser = library("markdown_it", file).MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    tokens = parser.enable("table").parse(text)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        message = _("%(file)s: there are more than %(number)d elements within each other.")
        raise UnreadableFile(message % {"file": file, "number": DEEPEST})
    return parser.renderer.render(tokens, parser.options, {})
