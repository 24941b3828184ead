"""What could be a heading, by its length and its end."""

from .document import words

# After the end of a sentence.
CLOSING = "”\"’')»] "
MOST_WORDS = 12
MOST_CHARACTERS = 90
# The longest title that a page can have: for headings that are marked as such.
LONGEST_TITLE = 255


def is_short(text: str) -> bool:
    return len(text) <= MOST_CHARACTERS and len(words(text)) <= MOST_WORDS


def is_title(text: str) -> bool:
    """Whether it could be a heading: short, one line, and no sentence."""
    if "\n" in text or not is_short(text) or not words(text):
        return False
    return text.rstrip(CLOSING)[-1:] not in (".", ",", ";")
