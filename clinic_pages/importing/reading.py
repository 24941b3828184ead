"""From a file to its text."""

import codecs
import unicodedata
from importlib import import_module
from pathlib import Path

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from ..conf import get_conf
from .document import WORD_CHARACTER
from .errors import UnreadableFile

BYTE_ORDER_MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
# Tab, the line ends (Word's own is the vertical tab) and the page break.
ALLOWED_CONTROLS = frozenset("\t\n\r\v\f\x85")


def read_text(path: Path) -> str:
    """The text of the file at `path`. Raises UnreadableFile, with a line that names the file."""
    text = _decode(read_bytes(path), path)
    if any(_is_control(character) for character in text):
        raise UnreadableFile(_("%(file)s: the file is not plain text.") % {"file": path})
    if not WORD_CHARACTER.search(text):
        raise UnreadableFile(_("%(file)s: the file has no words.") % {"file": path})
    return text


def library(name: str, path: Path):
    """A package that a format needs, and that a site without such files need not have."""
    try:
        return import_module(name)
    except ImportError as error:
        message = _("%(file)s: to read such files, install clinic-pages[import].")
        raise UnreadableFile(message % {"file": path}) from error


def read_bytes(path: Path, limit: int = 0) -> bytes:
    """What lies in the file, which is not empty. Raises UnreadableFile.

    limit: in bytes; by default the setting for texts.
    """
    data = _read(path, limit or get_conf().import_max_bytes)
    if not data:
        raise UnreadableFile(_("%(file)s: the file is empty.") % {"file": path})
    return data


def _read(path: Path, limit: int) -> bytes:
    try:
        if not path.exists():
            raise UnreadableFile(_("%(file)s: there is no such file.") % {"file": path})
        if not path.is_file():
            raise UnreadableFile(_("%(file)s: this is not a file.") % {"file": path})
        _check_size(path, limit)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = _("%(file)s: the file cannot be read: %(reason)s.")
        raise UnreadableFile(message % {"file": path, "reason": reason}) from error


def _check_size(path: Path, limit: int) -> None:
    size = path.stat().st_size
    if size > limit:
        message = _("%(file)s: the file has %(size)s, more than the limit of %(limit)s.")
        sizes = {"size": filesizeformat(size), "limit": filesizeformat(limit)}
        raise UnreadableFile(message % {"file": path, **sizes})


def _decode(data: bytes, path: Path) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as([encoding], data[len(mark) :], path)
    if encoding := _utf16_without_mark(data):
        return _decode_as([encoding], data, path)
    return _decode_as(["utf-8", "cp1252"], data, path)


def _utf16_without_mark(data: bytes) -> str:
    """The UTF-16 that `data` looks like: in European text every other byte is mostly NUL."""
    first, second = data[0::2].count(0), data[1::2].count(0)
    half_of_one = len(data) / 4
    if second > half_of_one and not first:
        return "utf-16-le"
    if first > half_of_one and not second:
        return "utf-16-be"
    return ""


def _decode_as(encodings: list[str], data: bytes, path: Path) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    message = _("%(file)s: the file is in none of the encodings UTF-8, UTF-16 and Windows-1252.")
    raise UnreadableFile(message % {"file": path})


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc" and character not in ALLOWED_CONTROLS
