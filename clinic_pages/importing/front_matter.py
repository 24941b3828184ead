"""Fields of a page at the beginning of a Markdown file: an export writes, the importer reads them.

A line for each, "name: value", between two lines of dashes. Values are JSON, and so YAML; a value
that is no JSON is a text.
"""

import json
import re

FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n(?P<fields>.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE
)
FIELD = re.compile(r"(?P<name>[a-z][a-z_]*):[ \t]*(?P<value>.*)")


def split(text: str) -> tuple[dict, str]:
    """({name: value}, the text after it)."""
    match = FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    found = filter(None, map(FIELD.fullmatch, match["fields"].splitlines()))
    fields = {each["name"]: _value(each["value"].strip()) for each in found}
    if "title" in fields:
        # Of other programs' files: a title that only looks like a number.
        fields["title"] = str(fields["title"])
    return (fields, text[match.end() :]) if fields else ({}, text)


def _value(text: str):
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text[1:-1] if re.fullmatch(r"'[^']*'", text) else text


def join(fields: dict, text: str) -> str:
    """What `split` reads as these."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())
    return "\n".join(["---", *lines, "---", "", text])
