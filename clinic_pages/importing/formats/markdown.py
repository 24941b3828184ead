"""Markdown: CommonMark with tables, and an export's fields at its beginning."""

from dataclasses import replace
from pathlib import Path

from ..document import Flow, Line
from ..exports.texts import read_state
from ..front_matter import split
from ..hypertext import flow_of
from ..hypertext.markdown import html_of_markdown
from ..known import Known
from ..pictures import PictureFiles


def parse(text: str, path: Path, known: Known) -> Flow:
    """Raises UnreadableFile."""
    details, said = split(text)
    state = read_state(text, path)
    if state:
        state.files = PictureFiles(path.parent)
        lines = (Line(number, line) for number, line in enumerate(text.splitlines(), 1))
        return Flow((), tuple(lines), details=details, state=state)
    # What HTML stands in it becomes elements like all others: nothing of it is kept as it is.
    files = PictureFiles(path.parent)
    flow = flow_of(html_of_markdown(said, path), path, files, is_page=False)
    return replace(flow, details=details, address=str(details.get("address", "")))
