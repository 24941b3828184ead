"""Text in whatever script as lines of a picture: each part in a font that has its letters, and all
of it as large as there is room for.

What cannot be drawn as it is read is not drawn at all: letters that no font has, and scripts that
are joined or run from right to left where Pillow has no Raqm to shape them.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from unicodedata import category, normalize

from PIL import ImageDraw, ImageFont, features

from ...lib.invisible import without_invisible
from .directions import Run, is_right_to_left, runs_of
from .font_files import EUROPEAN, HAN, HAN_FACES, Face, faces_for, own_face
from .letters import (
    Word,
    broken,
    clusters,
    first_of_name,
    needs_shaping,
    script_of,
    words_of,
)

# Drawn by whatever comes before or after, and in no font themselves.
NO_GLYPH = re.compile("[\u200c\u200d\ufe0e\ufe0f]")
STEP = 4
# In pixels: nobody reads smaller letters.
SMALLEST = 12


@dataclass(frozen=True)
class Lines:
    """A text as it is drawn. height: of each line, in pixels."""

    texts: list[str]
    size: int
    height: int

    @property
    def room(self) -> int:
        return self.height * len(self.texts)


def can_shape() -> bool:
    """Whether letters are joined and ordered as they are read."""
    return features.check("raqm")


class Text:
    """A text to be drawn. language: a language code, for signs that languages write differently."""

    def __init__(self, text: str, language: str = ""):
        text = normalize("NFC", " ".join(without_invisible(text).split()))
        self._language = _writing_of(text, language.lower())
        self._runs: dict[str, list[Run]] = {}
        self.faces = self._faces_for(text)
        kept = "".join(each for each in clusters(text) if not self._says_nothing(each))
        self.text = " ".join(kept.split())
        self.is_rtl = is_right_to_left(self.text)

    # --- In which fonts --------------------------------------------------------------------------

    def _faces_for(self, text: str) -> dict[str, Face | None]:
        """{script: the first font that has all of its letters here}: no word is in two."""
        letters: dict[str, str] = defaultdict(str)
        for each in text:
            letters[script_of(each)] += each
        letters.pop("", None)
        return {script: self._first(script, each) for script, each in letters.items()}

    def _first(self, script: str, letters: str) -> Face | None:
        return next((face for face in faces_for(script, self._language) if face.has(letters)), None)

    @cached_property
    def can_be_drawn(self) -> bool:
        """Whether there is something to be seen, and a font for each letter."""
        if not self.text or (needs_shaping(self.text) and not can_shape()):
            return False
        return all(self._face_of(each) for each in clusters(self.text))

    def _says_nothing(self, cluster: str) -> bool:
        """Emoji and the like are left out where no font has them: the words say what is meant."""
        return category(cluster[0])[0] in "SC" and self._face_of(cluster) is None

    def _face_of(self, cluster: str, before: Face | None = None) -> Face | None:
        """before: the font of what stands before it, which draws signs of no script, too."""
        plain = NO_GLYPH.sub("", cluster)
        if script := script_of(cluster[0]):
            face = self.faces[script]
            return face if face and face.has(plain) else None
        known = (before, own_face(), *self.faces.values(), *faces_for(EUROPEAN[0]))
        return next((face for face in known if face and face.has(plain)), None)

    def runs(self, line: str) -> list[Run]:
        """The parts of a line, from left to right."""
        if line not in self._runs:
            parts: list[tuple[str, Face]] = []
            for each in clusters(line):
                before = parts[-1][1] if parts else None
                parts.append((each, self._face_of(each, before) or own_face()))
            self._runs[line] = runs_of(parts, self.is_rtl)
        return self._runs[line]

    # --- How large -------------------------------------------------------------------------------

    def fitted(self, width: int, height: int, largest: int, smallest: int) -> Lines | None:
        """In letters as large as there is room for: down to `smallest` no word is broken, then what
        is too long; None where even that is too much."""
        words = list(words_of(self.text))
        whole = ((words, size) for size in range(largest, smallest - 1, -STEP))
        sizes = range(min(largest, 2 * smallest), SMALLEST - 1, -STEP)
        parts = ((self._broken(words, size, width), size) for size in sizes)
        tried = (self._set(each, size, width) for each, size in chain(whole, parts))
        return next((lines for lines in tried if lines and lines.room <= height), None)

    def _broken(self, words: list[Word], size: int, width: int) -> list[Word]:
        found = ([word] if self.width(word.text, size) <= width else broken(word) for word in words)
        return list(chain.from_iterable(found))

    def _set(self, words: list[Word], size: int, width: int) -> Lines | None:
        """In lines no wider than `width`; None where a word is."""
        lines: list[str] = []
        room = 0.0
        for word in words:
            own = self.width(word.text, size)
            with_space = own + (self.width(" ", size) if word.space else 0)
            if lines and with_space <= room:
                lines[-1] += word.space + word.text
                room -= with_space
            else:
                lines.append(word.text)
                room = width - own
        if any(self.width(line, size) > width for line in lines):
            return None
        return Lines(lines, size, self._height(size))

    def _height(self, size: int) -> int:
        faces = {own_face(), *filter(None, self.faces.values())}
        metrics = [face.at(size).getmetrics() for face in faces]
        rise, fall = (max(each) for each in zip(*metrics, strict=True))
        return max(round(size * 1.2), rise + fall)

    def width(self, line: str, size: int) -> float:
        return sum(self._length(run, size) for run in self.runs(line))

    def _length(self, run: Run, size: int) -> float:
        font = run.face.at(size)
        return font.getlength(run.text, **self._shaping(font, run))

    def _shaping(self, font: ImageFont.FreeTypeFont, run: Run) -> dict:
        if font.layout_engine != ImageFont.Layout.RAQM:
            return {}
        language = {"language": self._language} if HAN in self.faces else {}
        return {"direction": "rtl" if run.is_rtl else "ltr", **language}

    # --- As a picture ----------------------------------------------------------------------------

    def draw(self, pen: ImageDraw.ImageDraw, lines: Lines, left: int, top: int, right: int, fill):
        """On the side where its readers begin."""
        for number, line in enumerate(lines.texts):
            runs = self.runs(line)
            rise = max(run.face.at(lines.size).getmetrics()[0] for run in runs)
            x = right - self.width(line, lines.size) if self.is_rtl else left
            for run in runs:
                font, at = run.face.at(lines.size), (x, top + number * lines.height + rise)
                pen.text(at, run.text, fill, font, anchor="ls", **self._shaping(font, run))
                x += self._length(run, lines.size)


def _writing_of(text: str, language: str) -> str:
    """In which of HAN_FACES its Chinese signs are to be written."""
    names = set(map(first_of_name, text))
    if names & {"HIRAGANA", "KATAKANA"}:
        return "ja"
    if "HANGUL" in names:
        return "ko"
    if re.match("zh-(hant|tw|hk|mo)", language):
        return "zh-hant"
    return language if language in HAN_FACES else "zh-hans"
