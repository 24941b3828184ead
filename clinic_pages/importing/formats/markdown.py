"""Markdown: CommonMark with tables, and an export's fields at its beginning."""

from dataclasses import replace
from pathlib import Path

from ..document import Flow
from ..front_matter import split
from ..hypertext import flow_of
from ..known import Known
from ..pictures import PictureFiles
from ..reading import library


def parse(text: str, path: Path, known: Known) -> Flow:
    """Raises UnreadableFile."""
    details, text = split(text)
    # What HTML stands in it becomes elements like all others: nothing of it is kept as it is.
    html = library("markdown_it", path).MarkdownIt("commonmark").enable("table").render(text)
    flow = flow_of(html, path, PictureFiles(path.parent), is_page=False)
    return replace(flow, details=details, address=str(details.get("address", "")))
