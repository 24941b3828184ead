"""How pages show pictures: in which roles, in which files, and with which words.

A picture is shown from its renditions. They are made when a page is published (`renditions`);
what is still missing on a visit is made then. A picture that cannot be made is not shown at all.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePath

from django.db import DatabaseError
from PIL import features
from wagtail.images.models import Filter

from .copies import copied
from .facts import known_as
from .registry import Registry
from .stand_in import in_place_of

logger = logging.getLogger("clinic_pages.pictures")

# Seconds until a visit may try again to make a picture that could not be made.
GIVE_UP_FOR = 3600


@dataclass(frozen=True)
class Role:
    """One way in which pages show pictures.

    widths: of the files to choose from, in pixels, smallest first. The same numbers in all roles,
        so that roles which show the whole picture share its files.
    sizes: how wide the picture is on the page, as in HTML's `sizes`
    ratio: width and height to which it is cropped, around its focal point; None: the whole picture
    is_main: whether visitors see it first, so that it is loaded at once and before others
    """

    widths: tuple[int, ...]
    sizes: str
    ratio: tuple[int, int] | None = None
    is_main: bool = False

    def spec(self, width: int) -> str:
        """Wagtail's filter for a file of this width; smaller originals stay as they are."""
        if not self.ratio:
            return f"width-{width}"
        across, down = self.ratio
        return f"fill-{width}x{width * down // across}"

    def widths_for(self, image) -> tuple[int, ...]:
        """Without those that would give the original's own width once more."""
        room = image.width
        if self.ratio:
            room = min(room, image.height * self.ratio[0] / self.ratio[1])
        return self.widths[: sum(width < room for width in self.widths) + 1]


ACROSS_THE_TEXT = "(min-width: 45rem) 42rem, calc(100vw - 2.5rem)"
BESIDE_A_TEXT = "(min-width: 40rem) 11rem, (min-width: 25.5rem) 20rem, calc(100vw - 5.5rem)"
IN_A_CARD = "(min-width: 57rem) 17rem, (min-width: 38rem) 45vw, calc(100vw - 5.5rem)"

# Hosts register roles for their own templates, or others in place of these for another layout.
ROLES: Registry[str, Role] = Registry(
    {
        # A therapy's picture on its own page.
        "main": Role(
            (640, 960, 1280), "(min-width: 29rem) 26rem, calc(100vw - 2.5rem)", is_main=True
        ),
        # A person's photo on their own page.
        "portrait": Role((320, 640), "16rem", is_main=True),
        # Across the text; and the same where a page begins with it.
        "content": Role((640, 960, 1280), ACROSS_THE_TEXT),
        "lead": Role((640, 960, 1280), ACROSS_THE_TEXT, is_main=True),
        # Beside a therapy's text.
        "therapy": Role((320, 640), BESIDE_A_TEXT),
        # In a list, among others of the same shape.
        "card": Role((320, 640), IN_A_CARD, ratio=(4, 3)),
        "portrait_card": Role((320, 640), IN_A_CARD, ratio=(1, 1)),
    }
)


@dataclass(frozen=True)
class Source:
    """The files of one format. Sizes are text: templates write numbers as the language has them."""

    mime_type: str
    srcset: str
    src: str
    width: str
    height: str


@dataclass(frozen=True)
class Picture:
    """What the template `components/picture.html` shows."""

    role: Role
    alt: str
    sources: list[Source]
    fallback: Source


def pictured(image, role_name: str, alt: str | None = None) -> Picture | None:
    """`image` in a role, or None where there is nothing to show: no image, or no readable file.

    alt: "" where the words beside it say all; None for the image's own description
    """
    if image is None:
        return None
    role = ROLES[role_name]
    on_trial = _on_trial(in_place_of(image))
    if on_trial:
        return Picture(role, alt_of(image, alt), [], on_trial.source(role_name))
    sources = known_as((_sources, image.pk, role_name), partial(_sources, image, role))
    if not sources:
        return None
    return Picture(role, alt_of(image, alt), sources[:-1], sources[-1])


def alt_of(image, alt: str | None) -> str:
    """`alt`, or the image's own description for None."""
    return alt_text(image) if alt is None else alt


def alt_text(image, otherwise: str = "") -> str:
    """What the picture says to those who do not see it; "" where it is decorative.

    The editor's words at this place, else the image's description, else `otherwise`. Never its
    title: that may be the name of a file.
    """
    if image is None or image.decorative:
        return ""
    words = image.contextual_alt_text or getattr(image, "description", "")
    if not words and image.default_alt_text != image.title:
        words = image.default_alt_text  # A host's image model has a field of its own for it.
    return words or otherwise


def _sources(image, role: Role) -> list[Source]:
    by_format = specs_by_format(image, role)
    found = _renditions(image, by_format)
    in_format = {name: [found[s] for s in specs if s in found] for name, specs in by_format.items()}
    return [_source(name, files) for name, files in in_format.items() if files]


def _source(format_name: str, renditions: list) -> Source:
    by_width = {int(each.width): each for each in renditions}
    largest = by_width[max(by_width)]
    return Source(
        mime_type=f"image/{format_name}",
        srcset=", ".join(f"{by_width[width].url} {width}w" for width in sorted(by_width)),
        src=largest.url,
        # Wagtail gives a drawing sizes with fractions until it is read back from the database.
        width=str(max(1, int(largest.width))),
        height=str(max(1, int(largest.height))),
    )


# --- A file that nobody has saved ----------------------------------------------------------------


@dataclass(frozen=True)
class FileOnTrial:
    """A file that might take the place of an image's, as a preview shows it.

    width, height: of the whole picture, in pixels. address: gives that of the file in a role
    """

    width: int
    height: int
    address: Callable[[str], str]

    def source(self, role_name: str) -> Source:
        role = ROLES[role_name]
        width, height = self.size_in(role)
        address = self.address(role_name)
        return Source("", f"{address} {width}w", address, str(width), str(height))

    def size_in(self, role: Role) -> tuple[int, int]:
        width = min(self.width, role.widths[-1])
        across, down = role.ratio or (self.width, self.height)
        return width, max(1, width * down // across)


def try_out(image, file: FileOnTrial):
    """A copy of `image` that shows this file where it stands in for the stored one."""
    tried = copied(image)
    tried.__dict__["_clinic_on_trial"] = file
    return tried


def _on_trial(image) -> FileOnTrial | None:
    return image.__dict__.get("_clinic_on_trial")


# --- Which files ---------------------------------------------------------------------------------


def specs_by_format(image, role: Role) -> dict[str, list[str]]:
    """Wagtail's filters of the files that `image` needs in this role; the fallback format last."""
    if image.is_svg():
        # One file serves all sizes.
        return {"svg+xml": [role.spec(role.widths[-1]) if role.ratio else "original"]}
    filters = [role.spec(width) for width in role.widths_for(image)]
    formats = [*_modern_formats(), _fallback_format(image)]
    return {name: [f"{each}|format-{name}" for each in filters] for name in formats}


@cache
def _modern_formats() -> tuple[str, ...]:
    """The best first, without those that this machine's Pillow cannot write."""
    return tuple(name for name in ("avif", "webp") if features.check(name))


def _fallback_format(image) -> str:
    """For browsers that know none of the modern ones; PNG keeps what is transparent."""
    return "png" if PurePath(image.file.name).suffix.lower() in {".png", ".gif"} else "jpeg"


# --- Finding and making them ---------------------------------------------------------------------


def _renditions(image, by_format: dict[str, list[str]]) -> dict:
    """The files by filter: those stored, and if need be and possible the missing ones."""
    filters = [Filter(spec) for specs in by_format.values() for spec in specs]
    stored = image.find_existing_renditions(*filters)
    if len(stored) == len(filters):
        # All there, so this makes none; it puts them into the cache.
        return image.get_renditions(*filters)
    if _caches(image).get(_given_up_key(image)):
        return {each.spec: rendition for each, rendition in stored.items()}
    return _make(image, by_format)


def make_renditions(image, role_names: Iterable[str]) -> None:
    """Makes the files that `image` needs in these roles and does not have yet."""
    _caches(image).delete(_given_up_key(image))
    for name in role_names:
        _make(image, specs_by_format(image, ROLES[name]))


def _make(image, by_format: dict[str, list[str]]) -> dict:
    made = {}
    # One at a time: there are pictures that one format cannot hold and another can.
    for specs in by_format.values():
        try:
            made |= image.get_renditions(*specs)
        except DatabaseError:
            raise
        # Storages, Willow and Pillow have errors of all kinds for what cannot be read.
        except Exception as error:
            _give_up(image, error)
    return made


def _give_up(image, error: Exception) -> None:
    if _caches(image).add(_given_up_key(image), True, GIVE_UP_FOR):
        logger.warning(
            "Image %s (%s) cannot be shown in full: %r", image.pk, image.file.name, error
        )


def _given_up_key(image) -> str:
    return f"clinic_pages.given_up.{image.pk}.{image.file_hash}"


def _caches(image):
    return image.get_rendition_model().cache_backend
