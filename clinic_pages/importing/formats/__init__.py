"""File formats that can be imported: from a file to the neutral document.

Another format is one more module with a `read` and a `parse`, and one more entry. A host's:
`FORMATS.register(".odt", Format(read, parse))`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...lib.registry import Registry
from ..document import Document
from ..reading import read_text
from . import text

NamesOf = Callable[[str], list[str]]


@dataclass(frozen=True)
class Format:
    """read: path -> content; raises UnreadableFile. parse: (content, the file's name, title -> the
    condition's names) -> document."""

    read: Callable[[Path], Any]
    parse: Callable[[Any, str, NamesOf], Document]


PLAIN_TEXT = Format(read_text, text.parse)
# {a file name's ending: format}. What has another ending is read as plain text.
FORMATS: Registry[str, Format] = Registry({".txt": PLAIN_TEXT})


def format_of(path: Path) -> Format:
    return FORMATS.get(path.suffix.lower(), PLAIN_TEXT)
