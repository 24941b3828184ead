"""The one place in which a graph becomes text for a page."""

import json

from django.utils.safestring import SafeString, mark_safe

# Inside a <script>, "</script", "<!--" and "]]>" would be read as mark-up; U+2028 and U+2029 end a
# line in older JavaScript. JSON may write any character as an escape.
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def to_json(graph: dict) -> SafeString:
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # Half of a surrogate pair is no character, and no encoding of the page could hold it.
    text = text.encode("utf-8", "replace").decode()
    return mark_safe(text.translate(ESCAPES))


def to_script(graph: dict) -> SafeString:
    """A data block: no browser runs it, and no Content-Security-Policy stops it."""
    return mark_safe(f'<script type="application/ld+json">{to_json(graph)}</script>')
