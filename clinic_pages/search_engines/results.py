"""How a page appears among the results of a search engine: its title and description.

Search engines cut by width, not by number of letters. The widths are those of Arial, which Google's
results are set in, in thousandths of the letter size (Adobe's metrics of Helvetica, its equal).
"""

import unicodedata
from typing import NamedTuple

from wagtail.rich_text import RichText, get_text_for_indexing

from ..blocks.base import block_answers
from ..lib.fields import stream_children
from ..lib.page_answers import page_answers
from ..lib.text_folding import name_key

ARIAL = {
    **dict.fromkeys("0123456789#$abdeghnopquL_?", 556),
    **dict.fromkeys("cksvxyzJ", 500),
    **dict.fromkeys("ABEKPSVXY&", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys(" !,./:;I[]\\ft", 278),
    **dict.fromkeys("ijl", 222),
    **dict.fromkeys("r()-`", 333),
    **dict.fromkeys("Mm", 833),
    **dict.fromkeys("+<=>~", 584),
    **dict.fromkeys("‘’", 222),
    **dict.fromkeys("“”", 333),
    **{"'": 191, '"': 355, "%": 889, "*": 389, "@": 1015, "W": 944, "|": 260, "–": 556, "—": 1000},
    "…": 1000,
}
USUAL = 556
FULL_WIDTH = 1000


class ResultLine(NamedTuple):
    """What a results page has room for. In CSS pixels."""

    letter_size: int
    room: int


# Measured on Google's results in 2026: titles on one line, descriptions on two or three.
TITLE = ResultLine(20, 580)
DESCRIPTION = ResultLine(14, 960)
PHONE_DESCRIPTION = ResultLine(14, 690)


def width_of(text: str, line: ResultLine = TITLE) -> float:
    """How wide `text` is in the letters of `line`, in CSS pixels."""
    plain = unicodedata.normalize("NFKD", text)
    return sum(_width(letter) for letter in plain) * line.letter_size / 1000


def _width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    wide = unicodedata.east_asian_width(letter) in "WF"
    return ARIAL.get(letter, FULL_WIDTH if wide else USUAL)


def fits(text: str, line: ResultLine) -> bool:
    return width_of(text, line) <= line.room


def cut(text: str, line: ResultLine) -> str:
    """The first words of `text` that fit on `line`, with an ellipsis where any are left out."""
    text = " ".join(text.split())
    if fits(text, line):
        return text
    words = text.split(" ")
    while words and not fits(" ".join(words) + "…", line):
        words.pop()
    return " ".join(words).rstrip(",;:–- ") + "…"


def title_of(name: str, clinic_name: str) -> str:
    """The title of a page called `name`, with the clinic's where both fit."""
    if not clinic_name or name_key(clinic_name) in name_key(name):
        return name
    both = f"{name} – {clinic_name}"
    return both if fits(both, TITLE) else name


def page_title(page, clinic_name: str) -> str:
    """What the editor wrote for search engines, else the page's title."""
    return title_of(page.seo_title or page.title, clinic_name)


def page_description(page) -> str:
    """What the editor wrote for search engines, else the page's first words; "" without any."""
    return page.search_description.strip() or cut(first_words(page), DESCRIPTION)


def first_words(page) -> str:
    """The text with which a page begins, as plain text."""
    return _plain(page_answers(page).opening_words) or _first_of_body(page)


def _plain(words: str | RichText) -> str:
    text = get_text_for_indexing(words.source or "") if isinstance(words, RichText) else words
    return " ".join(text.split())


def _first_of_body(page) -> str:
    texts = (block_answers(child).opening_text for child in stream_children(page))
    return next(filter(None, map(_plain, texts)), "")
