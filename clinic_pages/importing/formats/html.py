"""HTML: a saved page of an old site, and what Word saves as a web page."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from django.utils.translation import gettext as _

from ..document import WORD_CHARACTER, Flow
from ..errors import UnreadableFile
from ..hypertext import flow_of
from ..known import Known
from ..pictures import PictureFiles
from ..reading import read_bytes


def read(path: Path) -> bytes:
    """As it is: a page says its encoding itself. Raises UnreadableFile."""
    content = read_bytes(path)
    is_binary = b"\0" in content and not content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    if b"<" not in content or is_binary:
        raise UnreadableFile(_("%(file)s: the file is no HTML.") % {"file": path})
    return content


def parse(content: bytes, path: Path, known: Known) -> Flow:
    """Raises UnreadableFile."""
    flow = flow_of(content, path, PictureFiles(path.parent))
    if not any(WORD_CHARACTER.search(each.text) for each in flow.elements):
        raise UnreadableFile(_("%(file)s: the page has no text.") % {"file": path})
    return flow
