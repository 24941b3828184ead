"""The picture that stands beside a link to a page where people share it (Open Graph's og:image).

It is drawn when the page is published, from the page's title, what it offers and the clinic's name.
"""

import hashlib
from io import BytesIO
from typing import NamedTuple

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import Page

from ..changes.signals import pages_completed
from ..conf import get_conf
from ..lib.facts import asked_once
from ..lib.visibility import public
from ..pages.base import ClinicPage
from ..pages.clinic import ClinicSettings
from .models import ShareImage

SIZE = (1200, 630)
MARGIN = 90
PAPER, INK, SOFT = "#fffdf9", "#1c2b2a", "#485654"
# Another look needs another number, or pictures drawn before would stay.
LOOK = "1"
# Under which name `tree` has the file of a page.
BESIDE_NAME = "share_image"


class Words(NamedTuple):
    title: str
    offers: str
    clinic: str


def words_of(page, clinic: ClinicSettings) -> Words:
    return Words(page.title, " · ".join(page.offers), clinic.name)


def fingerprint(words: Words) -> str:
    conf = get_conf()
    parts = [LOOK, conf.share_image_font, conf.share_image_colour, *words]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def draw(words: Words) -> bytes:
    """A PNG of SIZE."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 28, SIZE[1]), fill=get_conf().share_image_colour)
    below = _write(pen, words.title, top=MARGIN, largest=96, lines=3, fill=INK)
    _write(pen, words.offers, top=below + 24, largest=38, lines=2, fill=SOFT)
    _write(pen, words.clinic, top=SIZE[1] - MARGIN - 44, largest=44, lines=1, fill=SOFT)
    out = BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _write(pen, text: str, *, top: int, largest: int, lines: int, fill: str) -> int:
    """Writes `text` in letters small enough for `lines` lines; gives where the last one ends."""
    size = largest
    while len(_wrapped(text, _font(size))) > lines and size > 24:
        size -= 6
    font = _font(size)
    for line in _wrapped(text, font)[:lines]:
        pen.text((MARGIN, top), line, font=font, fill=fill)
        top += round(size * 1.2)
    return top


def _wrapped(text: str, font) -> list[str]:
    """`text` in lines that are not wider than the picture has room for."""
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and font.getlength(longer) <= SIZE[0] - 2 * MARGIN:
            found[-1] = longer
        else:
            found.append(word)
    return found


def _font(size: int):
    path = get_conf().share_image_font
    return ImageFont.truetype(path, size) if path else ImageFont.load_default(size)


@asked_once()
def refresh(page_ids) -> None:
    """Draws what has changed of these pages; drops the pictures of those that are not public."""
    pages = public(Page.objects.live().filter(pk__in=page_ids)).specific()
    kept = {page.pk: page for page in pages if isinstance(page, ClinicPage)}
    stored = ShareImage.objects.in_bulk(page_ids)
    clinics: dict[int, ClinicSettings] = {}
    drawn: set[int] = set()
    ShareImage.objects.filter(pk__in=stored.keys() - kept.keys()).delete()
    for pk, page in kept.items():
        site = page.get_site()
        if site is None:
            continue
        if site.pk not in clinics:
            clinics[site.pk] = ClinicSettings.of(site)
        if _refresh(page, words_of(page, clinics[site.pk]), stored.get(pk)):
            drawn.add(pk)
    if drawn:
        # Their heads name the pictures.
        pages_completed.send(sender=Page, page_ids=frozenset(drawn))


def _refresh(page, words: Words, stored: ShareImage | None) -> bool:
    """Whether another picture was drawn."""
    mark = fingerprint(words)
    if stored and stored.fingerprint == mark:
        return False
    name = f"{page.pk}-{mark}.png"
    fresh = ShareImage(page_id=page.pk, fingerprint=mark)
    fresh.file.save(name, ContentFile(draw(words)), save=False)
    fresh.save()
    if stored:
        stored.file.delete(save=False)
    return True
