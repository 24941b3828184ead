"""What of a saved e-mail is not its text: the fields above it, the signature below it."""

import re

from .document import Line

FIELD = re.compile(
    r"(?P<name>from|sent|date|to|cc|bcc|subject|attachments?|importance|reply-to)\s*:\s.*",
    re.IGNORECASE,
)
SIGNATURE = "--"


def around_text(lines: list[Line]) -> list[Line]:
    """The lines of the fields and the signature; none where the file is no saved e-mail."""
    fields = _fields(lines)
    if not {"from", "subject"} <= {FIELD.fullmatch(line.text)["name"].lower() for line in fields}:
        return []
    places = [place for place, line in enumerate(lines) if line.text == SIGNATURE]
    return fields + [line for line in lines[places[-1] :] if line.text] if places else fields


def _fields(lines: list[Line]) -> list[Line]:
    """Those with which the file begins."""
    found: list[Line] = []
    for line in lines:
        if FIELD.fullmatch(line.text):
            found.append(line)
        elif line.text or found:
            break
    return found
