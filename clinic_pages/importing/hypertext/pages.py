"""A page of HTML as a flow: its text, what of it is left out, and where it was."""

import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from ..document import WORD_CHARACTER, Flow
from ..pictures import PictureFiles
from .chrome import content_and_rest
from .reading import Reader, with_lists
from .trees import lines_of, parse

SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)", re.IGNORECASE)
# Between the name of a page and that of its site.
JOINT = re.compile(r"\s+[|–—»:·-]+\s+|\s*[|»]\s*")


def flow_of(content: str | bytes, file, files: PictureFiles, is_page: bool = True) -> Flow:
    """Raises UnreadableFile. is_page: whether it may be a page of a site, with all that stands
    around its text; else all of it is text."""
    html = parse(content, file)
    body = next(html.iter("body"))
    head = next(html.iter("head"))
    address = _address(html, head) if is_page else ""
    main, rest = content_and_rest(body) if is_page else (body, [])
    reader = Reader(address, files, frozenset(rest))
    found = with_lists(reader.read(main))
    left_out = [line for each in rest for line in lines_of(each)]
    return Flow(
        elements=tuple(found.elements),
        source=tuple(lines_of(body, frozenset(rest))),
        unplaced=tuple(line for line in left_out if WORD_CHARACTER.search(line.text)),
        marks=(*reader.marks, *found.marks),
        title=_title(head),
        address=urlsplit(address).path,
        notes=tuple(dict.fromkeys(reader.notes)),
    )


def _title(head: Element) -> str:
    """The title without the name of the site."""
    title = next(head.iter("title"), None)
    text = " ".join((title.text or "").split()) if title is not None else ""
    return JOINT.split(text)[0]


def _address(html: Element, head: Element) -> str:
    """Where the page says that it was, a full address; "" where it does not."""
    comments = (each.text or "" for each in html.iter() if not isinstance(each.tag, str))
    saved = next(filter(None, map(SAVED_FROM.search, comments)), None)
    links = {each.get("rel", "").lower(): each.get("href", "") for each in head.iter("link")}
    metas = {each.get("property", ""): each.get("content", "") for each in head.iter("meta")}
    said = [links.get("canonical", ""), saved[1] if saved else "", metas.get("og:url", "")]
    return next(filter(_is_address, said), "")


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
