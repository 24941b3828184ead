"""Documents in which a program keeps one part up to date: <!-- name --> ... <!-- /name -->."""

import re
from pathlib import Path


def fill(document: Path, name: str, text: str) -> None:
    """Puts `text` in the place of what is between the markers."""
    pattern = re.compile(f"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.DOTALL)
    whole, count = pattern.subn(
        lambda match: match[1] + text + match[2], document.read_text("utf-8")
    )
    if not count:
        raise ValueError(f"{document.name} has no markers for {name}")
    document.write_text(whole, encoding="utf-8")
