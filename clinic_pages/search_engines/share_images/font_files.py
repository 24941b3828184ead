"""Which font file has the letters of a text: the clinic's, those that the settings name, then what
this machine has of the Noto fonts and of DejaVu."""

import os
import re
import struct
from collections.abc import Iterator
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from PIL import ImageFont

from ...conf import get_conf

SUFFIXES = (".ttf", ".otf", ".ttc")
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
# "NotoSansArabic-SemiBold.ttf" and its like: what it is for, and how heavy it is.
OF_MACHINE = re.compile(
    r"(?:NotoSans(?P<script>[A-Za-z]*)|DejaVuSans)"
    r"(?:-(?P<weight>SemiBold|Medium|Regular|Bold|VF|VariableFont[\w,]*)|\[[\w,]+\])?\.(?:ttf|otf|ttc)"
)
# As heavy as "SemiBold".
WEIGHT = 600
WEIGHTS = ("SemiBold", "Medium", "Regular", None, "Bold")
# Of Chinese, Japanese and Korean, which write some signs alike and some a little different: how
# Noto calls the fonts, and where they are in the file that has all of them.
HAN = "HAN"
HAN_FACES = {"ja": ("JP", 0), "ko": ("KR", 1), "zh-hans": ("SC", 2), "zh-hant": ("TC", 3)}
ALL_HAN = "CJK"
# What Noto Sans itself is for.
EUROPEAN = ("LATIN", "GREEK", "CYRILLIC")


class Face(NamedTuple):
    """A font in a file. path: "" is Pillow's own; index: of a file that has several."""

    path: str
    index: int = 0

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        return _font(self, size)

    @property
    def characters(self) -> frozenset[int]:
        """The code points that it can draw."""
        return _characters(self)

    def has(self, text: str) -> bool:
        return all(ord(each) in self.characters for each in text)


@lru_cache(maxsize=64)
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    if not face.path:
        return ImageFont.load_default(size)
    font = ImageFont.truetype(face.path, size, index=face.index)
    _set_weight(font)
    return font


def _set_weight(font: ImageFont.FreeTypeFont) -> None:
    """Of a font with all weights in one file, which may be very light otherwise."""
    try:
        axes = font.get_variation_axes()
    except (OSError, NotImplementedError):
        return
    heavy = {b"Weight": WEIGHT}
    wanted = [(heavy.get(axis["name"], axis["default"]), axis) for axis in axes]
    font.set_variation_by_axes(
        [min(max(value, axis["minimum"]), axis["maximum"]) for value, axis in wanted]
    )


def own_face() -> Face:
    return Face(get_conf().share_image_font)


def faces_for(script: str, language: str = "") -> Iterator[Face]:
    """Where to look for the letters of a script ("LATIN", "ARABIC", HAN …), the best first."""
    yield own_face()
    for path in get_conf().share_image_fonts:
        yield from _faces_in(path)
    yield from _of_machine(script, language)


def has_font(path: str) -> bool:
    """Whether a file, or some file in a folder, can be read as a font."""
    return any(face.characters for face in _faces_in(path))


@cache
def _faces_in(path: str) -> tuple[Face, ...]:
    """Of a file, or of all files in a folder."""
    folder = Path(path)
    files = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
    return tuple(Face(str(each)) for each in files if each.suffix.lower() in SUFFIXES)


@cache
def _of_machine(script: str, language: str) -> tuple[Face, ...]:
    wanted = _names_for(script, language)
    found = []
    for path, match in _files_of_machine():
        name = match["script"]
        if name in wanted:
            index = HAN_FACES[language][1] if name == ALL_HAN else 0
            rank = wanted.index(name), WEIGHTS.index(_weight(match["weight"]))
            found.append((*rank, path, index))
    return tuple(Face(path, index) for *_rank, path, index in sorted(found))


def _names_for(script: str, language: str) -> list[str | None]:
    """How Noto's fonts for it are called; None is DejaVu."""
    if script == HAN:
        return [HAN_FACES[language][0], ALL_HAN]
    return ["", None] if script in EUROPEAN else [script.title(), "", None]


def _weight(name: str | None) -> str | None:
    return name if name in WEIGHTS else None


@cache
def _files_of_machine() -> list[tuple[str, re.Match]]:
    return [
        (os.path.join(folder, name), match)
        for root in FOLDERS
        for folder, _folders, names in os.walk(os.path.expanduser(root))
        for name in names
        if (match := OF_MACHINE.fullmatch(name))
    ]


# --- What a file can draw ------------------------------------------------------------------------
# OpenType's table "cmap": https://learn.microsoft.com/typography/opentype/spec/cmap. Pillow draws
# an empty box for what a font has not, and does not say so.


@cache
def _characters(face: Face) -> frozenset[int]:
    try:
        with _opened(face) as file:
            return frozenset(_mapped(_cmap(file, face.index)))
    except (OSError, struct.error, LookupError):
        # No font, or none that anybody can read: clinic_pages.E012 says so.
        return frozenset()


def _opened(face: Face) -> BinaryIO:
    if not face.path:
        return BytesIO(ImageFont.load_default(10).font_bytes)
    return open(face.path, "rb")


def _cmap(file: BinaryIO, index: int) -> bytes:
    start = 0
    if file.read(4) == b"ttcf":
        file.seek(12 + 4 * index)
        [start] = struct.unpack(">I", file.read(4))
    file.seek(start + 4)
    [count] = struct.unpack(">H6x", file.read(8))
    rows = [struct.unpack(">4s4xII", file.read(16)) for _each in range(count)]
    offset, length = {tag: place for tag, *place in rows}[b"cmap"]
    file.seek(offset)
    return file.read(length)


def _mapped(cmap: bytes) -> Iterator[int]:
    """The code points of the best of its tables."""
    [count] = struct.unpack_from(">2xH", cmap)
    offsets = [struct.unpack_from(">HHI", cmap, 4 + 8 * each)[2] for each in range(count)]
    by_format = {struct.unpack_from(">H", cmap, at)[0]: at for at in offsets}
    if 12 in by_format:
        yield from _in_groups(cmap, by_format[12])
    elif 4 in by_format:
        yield from _in_segments(cmap, by_format[4])


def _in_groups(cmap: bytes, at: int) -> Iterator[int]:
    [count] = struct.unpack_from(">I", cmap, at + 12)
    for each in range(count):
        first, last, glyph = struct.unpack_from(">III", cmap, at + 16 + 12 * each)
        # The first glyph of any font is that empty box.
        yield from range(first if glyph else first + 1, last + 1)


def _in_segments(cmap: bytes, at: int) -> Iterator[int]:
    [twice] = struct.unpack_from(">H", cmap, at + 6)
    count, ends = twice // 2, at + 14
    starts, deltas, offsets = (ends + 2 + twice * each for each in (1, 2, 3))
    for each in range(count):
        last, first, delta, offset = (
            struct.unpack_from(">H", cmap, table + 2 * each)[0]
            for table in (ends, starts, deltas, offsets)
        )
        for code in range(first, last + 1):
            glyph = code
            if offset:
                place = offsets + 2 * each + offset + 2 * (code - first)
                [glyph] = struct.unpack_from(">H", cmap, place)
            if code != 0xFFFF and (not offset or glyph) and (glyph + delta) & 0xFFFF:
                yield code
