"""File formats that can be imported: from a file to its flow.

Another format is one more module with a `read` and a `parse`, and one more entry. A host's:
`FORMATS.register(".odt", Format(read, parse))`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...lib.registry import Registry
from ..document import Flow
from ..known import Known
from ..reading import read_text
from . import docx, html, markdown, text


@dataclass(frozen=True)
class Format:
    """read: path -> content; raises UnreadableFile. parse: (content, path, what is known) -> flow;
    raises UnreadableFile, too. Pictures beside the file may be read."""

    read: Callable[[Path], Any]
    parse: Callable[[Any, Path, Known], Flow]


PLAIN_TEXT = Format(read_text, text.parse)
# {a file name's ending: format}. What has another ending is read as plain text.
FORMATS: Registry[str, Format] = Registry(
    {
        ".txt": PLAIN_TEXT,
        ".md": Format(read_text, markdown.parse),
        ".markdown": Format(read_text, markdown.parse),
        ".html": Format(html.read, html.parse),
        ".htm": Format(html.read, html.parse),
        ".docx": Format(docx.read, docx.parse),
    }
)


def format_of(path: Path) -> Format:
    return FORMATS.get(path.suffix.lower(), PLAIN_TEXT)
