"""Markdown: CommonMark with tables, and an export's fields at its beginning."""

from dataclasses import replace
from pathlib import Path

from ..document import Flow, Line
from ..exports.texts import read_state
from ..front_matter import split
from ..hypertext import flow_of
from ..known import Known
from ..pictures import PictureFiles
from ..reading import library


def parse(text: str, path: Path, known: Known) -> Flow:
    """Raises UnreadableFile."""
    details, said = split(text)
    state = read_state(text, path)
    if state:
        state.files = PictureFiles(path.parent)
        lines = (Line(number, line) for number, line in enumerate(text.splitlines(), 1))
        return Flow((), tuple(lines), details=details, state=state)
    # What HTML stands in it becomes elements like all others: nothing of it is kept as it is.
    html = library("markdown_it", path).MarkdownIt("commonmark").enable("table").render(said)
    flow = flow_of(html, path, PictureFiles(path.parent), is_page=False)
    return replace(flow, details=details, address=str(details.get("address", "")))
