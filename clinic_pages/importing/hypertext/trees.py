"""Trees of HTML elements, and what a reader sees of them. Nothing is fetched or run."""

import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from ...lib.invisible import BLANKS
from ..document import Line
from ..errors import UnreadableFile
from ..reading import library

# A sentence goes on through these. Every other tag ends a paragraph.
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p",
))  # fmt: skip
# Of these no reader sees anything.
SILENT = frozenset((
    "head", "script", "style", "template", "noscript", "svg", "math", "canvas", "title", "xml",
))  # fmt: skip
# What no visitor reads of a list in Word's HTML: its mark.
IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
SPACE = re.compile(r"[ \t\n\r\f]+")
# Elements within elements: deeper ones take the parser a time that grows with the square.
DEEPEST = 200
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
# They end by themselves, or hold nothing.
NEVER_DEEP = frozenset((
    "html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot",
    "option", "col", "br", "hr", "img", "input", "meta", "link", "area", "base", "source", "wbr",
    "param",
))  # fmt: skip


def parse(content: str | bytes, file) -> Element:
    """The element <html>. bytes: as a browser would read them. Raises UnreadableFile."""
    text = content if isinstance(content, str) else content.decode("latin-1")
    if _depth(text) > DEEPEST:
        message = _("%(file)s: there are more than %(number)d elements within each other.")
        raise UnreadableFile(message % {"file": file, "number": DEEPEST})
    tinyhtml5 = library("tinyhtml5", file)
    # Never a bare string, which the parser takes for the name of a file, if there is such a file.
    if isinstance(content, str):
        return tinyhtml5.parse(StringIO(content), namespace_html_elements=False)
    likely = "utf-8" if _is_utf8(content) else None
    return tinyhtml5.parse(BytesIO(content), namespace_html_elements=False, likely_encoding=likely)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _depth(text: str) -> int:
    depth = deepest = 0
    for tag in TAG.finditer(text):
        if tag[2].lower() in NEVER_DEEP or tag[3]:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def is_seen(element: Element) -> bool:
    """Whether it is an element that a reader sees something of: no comment, no script."""
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] not in SILENT


def is_mark(element: Element) -> bool:
    return bool(IGNORED.search(element.get("style", "")))


def squeezed(text: str | None) -> str:
    return SPACE.sub(" ", (text or "").translate(BLANKS))


def text_of(element: Element) -> str:
    """What a reader sees of it, on one line."""
    return " ".join(line for line in _texts(element, frozenset())).strip()


def lines_of(element: Element, apart=frozenset()) -> list[Line]:
    """What a reader sees of it: a line for each paragraph. apart: elements that stand alone, even
    within a paragraph. Knows nothing of how elements are read, so that it can prove that."""
    texts = (text.strip() for text in _texts(element, apart))
    return [Line(number, text) for number, text in enumerate(filter(None, texts), 1)]


def _texts(element: Element, apart) -> Iterator[str]:
    line = ""
    for piece in _pieces(element, apart):
        if piece is None:
            yield line
            line = ""
        else:
            line += piece
    yield line


def _pieces(element: Element, apart) -> Iterator[str | None]:
    """Stretches of text, and None where a line ends."""
    if not is_seen(element) or is_mark(element):
        return
    alone = element.tag not in INLINE or element in apart
    if alone:
        yield None
    yield squeezed(element.text)
    for child in element:
        yield from _pieces(child, apart)
        yield squeezed(child.tail)
    if alone:
        yield None
