"""Word's documents."""

from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from ...conf import get_conf
from ..document import WORD_CHARACTER, Flow, Line, words
from ..errors import UnreadableFile
from ..hypertext import flow_of
from ..known import Known
from ..pictures import PictureFiles
from ..reading import library, read_bytes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
# What is printed on each page is named in the report.
AROUND = ("word/header", "word/footer")
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='title'] => h1:fresh
u => u
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Number 3'] => ul|ol > li > ul|ol > li > ol > li:fresh
"""
LARGEST_UNPACKED = 50_000_000
LARGEST_XML = 10_000_000
MOST_ENTRIES = 2_000


def read(path: Path) -> bytes:
    """Raises UnreadableFile."""
    return read_bytes(path, get_conf().import_max_document_bytes)


def parse(content: bytes, path: Path, known: Known) -> Flow:
    """Raises UnreadableFile."""
    mammoth = library("mammoth", path)
    lines = _checked_lines(content, path)
    try:
        html = mammoth.convert_to_html(
            BytesIO(content), style_map=STYLES, include_embedded_style_map=False
        ).value
        flow = flow_of(_with_footnotes(html), path, PictureFiles(), is_page=False)
    except UnreadableFile:
        raise
    # Parts that are missing or wrong make errors of all kinds.
    except Exception as error:
        raise UnreadableFile(_broken(path)) from error
    around = [line for line in lines["around"] if WORD_CHARACTER.search(line.text)]
    source = [*lines["text"], *around]
    return replace(flow, source=tuple(source), unplaced=(*_missing(lines["text"], flow), *around))


def _broken(path: Path) -> str:
    return _("%(file)s: the file is no Word document, or it is broken.") % {"file": path}


def _with_footnotes(html: str) -> str:
    """Without the numbers that lead to the footnotes and back: a list of them stands at the end."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a", href=True):
        if link["href"].startswith(("#footnote", "#endnote")):
            (link.parent if link.parent.name == "sup" else link).decompose()
    return str(soup)


# --- What lies in the file ------------------------------------------------------------------------


def _checked_lines(content: bytes, path: Path) -> dict[str, list[Line]]:
    """Its words, read without the converter; "around": of headers and footers."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check(archive, path)
            names = archive.namelist()
            around = [name for name in names if name.startswith(AROUND) and name.endswith(".xml")]
            found = {
                "text": [text for name in TEXTS if name in names for text in _texts(archive, name)],
                "around": [text for name in around for text in _texts(archive, name)],
            }
    except (
        BadZipFile,
        ElementTree.ParseError,
        RecursionError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise UnreadableFile(_broken(path)) from error
    return {
        kind: [Line(n, text) for n, text in enumerate(texts, 1)] for kind, texts in found.items()
    }


def _check(archive: ZipFile, path: Path) -> None:
    """Nothing is unpacked before its size is known."""
    entries = archive.infolist()
    if "word/document.xml" not in archive.namelist():
        raise UnreadableFile(_broken(path))
    xml = [each for each in entries if each.filename.endswith((".xml", ".rels"))]
    too_large = (
        len(entries) > MOST_ENTRIES
        or sum(each.file_size for each in entries) > LARGEST_UNPACKED
        or any(each.file_size > LARGEST_XML for each in xml)
    )
    if too_large:
        raise UnreadableFile(_("%(file)s: what is packed into it is too large.") % {"file": path})
    # Word writes no document types; they can name files, or grow without end.
    if any(b"<!DOCTYPE" in archive.read(each) or b"<!ENTITY" in archive.read(each) for each in xml):
        raise UnreadableFile(_broken(path))


def _texts(archive: ZipFile, name: str) -> list[str]:
    root = ElementTree.fromstring(archive.read(name))
    return [text for text in _paragraphs(root) if text.strip()]


def _paragraphs(element) -> list[str]:
    """The text of each paragraph; paragraphs in a text box stand after the one that it is in."""
    if element.tag == CHOICE:
        # Its fallback says the same.
        return []
    if element.tag != f"{W}p":
        return [text for child in element for text in _paragraphs(child)]
    inner: list[str] = []
    own = "".join(_pieces(element, inner))
    return [own, *inner]


def _pieces(element, inner: list[str]):
    for child in element:
        if child.tag == CHOICE:
            continue
        if child.tag == f"{W}p":
            inner += _paragraphs(child)
        elif child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "\u2011"
        else:
            yield from _pieces(child, inner)


def _missing(lines: list[Line], flow: Flow) -> list[Line]:
    """The lines of which the converter has left out every word: named, so that nothing is lost."""
    read = Counter(word for line in lines for word in words(line.text))
    kept = Counter(word for each in flow.elements for word in words(each.text))
    missing, found = read - kept - Counter(flow.marks), []
    for line in lines:
        own = Counter(words(line.text))
        if own and own <= missing:
            found.append(line)
            missing -= own
    return found
