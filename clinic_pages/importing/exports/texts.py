"""A state as Markdown with fields at its beginning, and back.

Before each block stands a comment that says what it is. Sections, therapies' own texts and tables
are Markdown that one can read and change; what Markdown cannot say stands in the comment, as JSON.
"""

import json
import re
from html import escape

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from ...blocks.tables import read_rows
from .. import front_matter
from ..cells import rows_of, runs_of
from ..document import Heading, Points, Table, Text
from ..errors import UnreadableFile
from ..hypertext import flow_of
from ..hypertext.inline import OLD
from ..hypertext.markdown import html_of_markdown
from ..pictures import PictureFiles
from ..richtext import to_html
from .markdown import table, to_markdown
from .portable import canonical
from .states import State

MARKER = re.compile(r"^<!-- block: (\{.*\}) -->[ \t]*\r?$", re.MULTILINE)
# The fields of blocks that stand as Markdown: (heading, text).
READABLE = {"section": ("heading", "text"), "therapy": ("heading_override", "text_override")}


def write_state(state: State) -> str:
    pieces = [_block(each["type"], each["value"]) for each in state.blocks]
    return front_matter.join(state.fields, "\n".join(pieces))


def read_state(text: str, path) -> State | None:
    """None for a text without such comments: somebody has written it by hand."""
    fields, body = front_matter.split(text)
    _before, *pieces = MARKER.split(body)
    if "title" not in fields or not pieces:
        return None
    pairs = zip(pieces[::2], pieces[1::2], strict=True)
    try:
        blocks = [_read(json.loads(said), markdown, path) for said, markdown in pairs]
    except (ValueError, KeyError, TypeError) as error:
        message = _("%(file)s: a comment before a block is not as it was exported.")
        raise UnreadableFile(message % {"file": path}) from error
    return State(fields, blocks)


def _block(kind: str, value) -> str:
    """As Markdown, where that is read as the same again; else as JSON."""
    readable = _readable(kind, value)
    if readable is not None:
        said, markdown = readable
        if _read(said, markdown, "") == {"type": kind, "value": value}:
            return f"{_marker(said)}\n\n{markdown}\n"
    return f"{_marker({'type': kind, 'value': value})}\n"


def _marker(said: dict) -> str:
    # A comment of HTML ends at two dashes.
    text = json.dumps(said, ensure_ascii=False).replace("--", "-\\u002d")
    return f"<!-- block: {text} -->"


def _readable(kind: str, value) -> tuple[dict, str] | None:
    if kind == "table" and value.get("rows"):
        rest = {name: each for name, each in value.items() if name != "rows"}
        rows = [map(runs_of, row) for row in read_rows(value["rows"])]
        return {"type": kind, **rest}, table(rows)
    if kind not in READABLE:
        return None
    heading, text = READABLE[kind]
    rest = {name: each for name, each in value.items() if name not in (heading, text)}
    elements = [Heading(value[heading], 2)] if value.get(heading) else []
    return {"type": kind, **rest}, to_markdown([*elements, *_elements(value.get(text) or "")])


def _read(said: dict, markdown: str, path) -> dict:
    kind = said["type"]
    if "value" in said:
        return {"type": kind, "value": said["value"]}
    rest = {name: each for name, each in said.items() if name != "type"}
    elements = _elements_of_markdown(markdown, path)
    if kind == "table":
        found = next((each for each in elements if isinstance(each, Table)), Table(()))
        return {"type": kind, "value": {**rest, "rows": rows_of(found)}}
    heading, text = READABLE.get(kind, READABLE["section"])
    first = elements[0] if elements and _is_heading(elements[0]) else None
    prose = [each for each in elements if each is not first and isinstance(each, _PROSE)]
    html = canonical(_with_paths(to_html(prose)))
    return {"type": kind, "value": {heading: first.text if first else "", text: html, **rest}}


_PROSE = (Text, Points, Heading)


def _is_heading(element) -> bool:
    return isinstance(element, Heading) and element.level < 3


def _elements_of_markdown(markdown: str, path) -> list:
    html = html_of_markdown(markdown, path)
    return list(flow_of(html, path, PictureFiles(), is_page=False).elements)


def _elements(html: str) -> list:
    """Of rich text in which links have paths."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a", linktype="page"):
        link.attrs = {"href": link["path"]}
    flow = flow_of(str(soup), "", PictureFiles(), is_page=False)
    return list(flow.elements)


def _with_paths(html: str) -> str:
    """Links within the site, as rich text of a state has them."""
    start = f'href="{escape(OLD)}'
    return html.replace(start, 'linktype="page" path="')
