"""Compares what is stored with what the file says."""

from collections import Counter

from django.utils.translation import gettext as _

from ..blocks.images import CaptionedImageValue
from ..blocks.sections import SectionValue
from ..blocks.tables import TableValue
from ..blocks.therapies import TherapyValue
from ..pages.conditions import ConditionPage
from .destinations import Destination, latest
from .document import Document, words
from .errors import ImportFailed
from .placing import shown_without_choice
from .richtext import to_html, to_text
from .wanted import Wanted, blocks_of


def stored_parts(page: ConditionPage) -> list[tuple[str, str]]:
    """(heading, text) of each block of `page`, drafts included, as a visitor will read them.

    A block that no import makes has a heading of None.
    """
    return [_stored_part(child, page) for child in latest(page).body]


def _stored_part(child, page) -> tuple[str | None, str]:
    value = child.value
    if isinstance(value, SectionValue):
        return value["heading"] or "", to_text(value["text"])
    if isinstance(value, TherapyValue) and value["therapy"]:
        override = to_text(value["text_override"])
        shared_text = to_text(latest(value["therapy"]).shared_text)
        return value.heading(page), override if override.strip() else shared_text
    if isinstance(value, TableValue):
        return "", value.text
    if isinstance(value, CaptionedImageValue):
        return "", value["caption"] or ""
    return None, ""


def _stored_closing(page: ConditionPage, destination: Destination):
    own = latest(page).booking_snippet
    return latest(own) if own else shown_without_choice(destination)


def says_the_same(page: ConditionPage, document: Document, destination: Destination) -> bool:
    """Whether `page` reads, word by word and in order, like `document`."""
    stored, wanted = stored_parts(page), blocks_of(document.parts)
    if len(stored) != len(wanted) or latest(page).title != document.title:
        return False
    pairs = zip(stored, wanted, strict=True)
    return all(_same_part(*pair) for pair in pairs) and _same_closing(page, document, destination)


def _same_part(stored, part: Wanted) -> bool:
    heading, text = stored
    if part.therapy and not part.elements:
        return heading == part.heading
    return heading == part.heading and text.split() == said_by(part).split()


def said_by(part: Wanted) -> str:
    if part.kind in ("table", "image"):
        return part.elements[0].text
    return to_text(to_html(part.elements))


def _same_closing(page: ConditionPage, document: Document, destination: Destination) -> bool:
    closing = document.closing
    if closing is None:
        return latest(page).booking_snippet is None
    stored = _stored_closing(page, destination)
    same = to_text(stored.text).split() == to_text(to_html(closing.elements)).split()
    return same and closing.heading in ("", stored.heading)


def placed_words(page: ConditionPage, document: Document, destination: Destination) -> list[str]:
    """The words of `document` that are stored: read back, not assumed. The numbers of a list and of
    headings are its own."""
    placed = words(latest(page).title) if document.title_line else []
    placed += document.flow.marks
    for (heading, text), part in zip(stored_parts(page), blocks_of(document.parts), strict=True):
        placed += words(heading or "")
        # A therapy without text in the file shows words that the file does not have.
        placed += words(text) if part.elements else []
    if document.closing:
        snippet = _stored_closing(page, destination)
        placed += words(snippet.heading) if document.closing.heading else []
        placed += words(to_text(snippet.text))
    return placed


def check_nothing_vanished(document: Document, placed: list[str]) -> None:
    """Raises ImportFailed unless each word of the file is placed or unplaced, as often as there."""
    read, kept = Counter(document.words_read), Counter(placed + document.words_unplaced)
    if read != kept:
        lost = " ".join([*(read - kept), *(kept - read)][:10])
        message = _("%(file)s: these words would not be on the page as they are in it: %(lost)s")
        raise ImportFailed(message % {"file": document.file, "lost": lost})
