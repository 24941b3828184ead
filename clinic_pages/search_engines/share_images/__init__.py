"""The picture that stands beside a link to a page where people share it (Open Graph's og:image).

It is drawn when the page is published, from the page's title, what it offers and the clinic's name.
A page whose title no font here can draw has none.
"""

import hashlib

from django.core.files.base import ContentFile
from wagtail.models import Page

from ...changes.signals import pages_completed
from ...conf import get_conf
from ...lib.facts import asked_once
from ...lib.languages import codes
from ...lib.visibility import public
from ...pages.base import ClinicPage
from ...pages.clinic import ClinicSettings
from ..models import ShareImage
from .drawing import BETWEEN, SIZE, Words, can_draw, draw
from .font_files import has_font

__all__ = [
    "BESIDE_NAME",
    "SIZE",
    "Words",
    "can_draw",
    "draw",
    "fingerprint",
    "has_font",
    "refresh",
    "words_of",
]

# Another look needs another number, or pictures drawn before would stay.
LOOK = "2"
# Under which name `tree` has the file of a page.
BESIDE_NAME = "share_image"


def words_of(page, clinic: ClinicSettings) -> Words:
    language = codes().get(page.locale_id, "")
    return Words(page.title, BETWEEN.join(page.offers), clinic.name, language)


def fingerprint(words: Words) -> str:
    conf = get_conf()
    parts = [LOOK, conf.share_image_font, conf.share_image_colour, *conf.share_image_fonts, *words]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@asked_once()
def refresh(page_ids) -> None:
    """Draws what has changed of these pages; drops the pictures of those that are not public, or
    cannot be drawn any more."""
    pages = public(Page.objects.live().filter(pk__in=page_ids)).specific()
    kept = {page.pk: page for page in pages if isinstance(page, ClinicPage)}
    stored = ShareImage.objects.in_bulk(page_ids)
    clinics: dict[int, ClinicSettings] = {}
    changed: set[int] = set()
    ShareImage.objects.filter(pk__in=stored.keys() - kept.keys()).delete()
    for pk, page in kept.items():
        site = page.get_site()
        if site is None:
            continue
        if site.pk not in clinics:
            clinics[site.pk] = ClinicSettings.of(site)
        if _refresh(page, words_of(page, clinics[site.pk]), stored.get(pk)):
            changed.add(pk)
    if changed:
        # Their heads name the pictures.
        pages_completed.send(sender=Page, page_ids=frozenset(changed))


def _refresh(page, words: Words, stored: ShareImage | None) -> bool:
    """Whether the page has another picture now, or none any more."""
    mark = fingerprint(words)
    if stored and stored.fingerprint == mark:
        return False
    picture = draw(words)
    if picture is None:
        return _drop(stored)
    fresh = ShareImage(page_id=page.pk, fingerprint=mark)
    fresh.file.save(f"{page.pk}-{mark}.png", ContentFile(picture), save=False)
    fresh.save()
    if stored:
        stored.file.delete(save=False)
    return True


def _drop(stored: ShareImage | None) -> bool:
    if stored:
        stored.delete()
    return bool(stored)
