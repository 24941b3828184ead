"""What a share image looks like."""

from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw

from ...conf import get_conf
from .typesetting import Lines, Text

SIZE = (1200, 630)
MARGIN = 90
BAND = 28
PAPER, INK, SOFT = "#fffdf9", "#1c2b2a", "#485654"
# Between what the page is called, what it offers, and whose it is.
GAP = 24
# In pixels: the largest and the smallest letters of each, and how high they may stand.
TITLE, OFFERS, CLINIC = (96, 32), (38, 30), (44, 20)
OFFERS_ROOM, CLINIC_ROOM = 112, 76
# As many of what is offered as there is room for, each whole.
BETWEEN = " · "


class Words(NamedTuple):
    """offers: with BETWEEN between them. language: a language code."""

    title: str
    offers: str
    clinic: str
    language: str = ""


def can_draw(title: str) -> bool:
    """Whether some font here has all of its letters."""
    return Text(title).can_be_drawn


def draw(words: Words) -> bytes | None:
    """A PNG of SIZE; None where the title cannot be drawn as it is read. Other words are left out
    then."""
    left, right, bottom = MARGIN, SIZE[0] - MARGIN, SIZE[1] - MARGIN + GAP
    title = Text(words.title, words.language)
    clinic, clinic_lines = _fitted(words.clinic, words.language, CLINIC_ROOM, CLINIC)
    offers, offers_lines = _as_many(words)
    room = (
        bottom - MARGIN - sum(lines.room + GAP for lines in (clinic_lines, offers_lines) if lines)
    )
    lines = _lines(title, room, TITLE)
    if lines is None:
        return None
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, BAND, SIZE[1]), fill=get_conf().share_image_colour)
    title.draw(pen, lines, left, MARGIN, right, INK)
    if offers_lines:
        offers.draw(pen, offers_lines, left, MARGIN + lines.room + GAP, right, SOFT)
    if clinic_lines:
        clinic.draw(pen, clinic_lines, left, bottom - clinic_lines.room, right, SOFT)
    out = BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _as_many(words: Words) -> tuple[Text, Lines | None]:
    """What is offered, in letters that one reads; one thing at least, in small ones."""
    offers, best = words.offers.split(BETWEEN), (Text(""), None)
    for number in range(1, len(offers) + 1):
        text = BETWEEN.join(offers[:number])
        found = _fitted(text, words.language, OFFERS_ROOM, OFFERS)
        if best[1] and not (found[1] and found[1].size >= OFFERS[1]):
            break
        best = found if found[1] else best
    return best


def _fitted(text: str, language: str, room: int, sizes: tuple) -> tuple[Text, Lines | None]:
    found = Text(text, language)
    return found, _lines(found, room, sizes)


def _lines(text: Text, room: int, sizes: tuple[int, int]) -> Lines | None:
    return text.fitted(SIZE[0] - 2 * MARGIN, room, *sizes) if text.can_be_drawn else None
