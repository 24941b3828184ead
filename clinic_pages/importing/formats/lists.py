"""Finds lists among the lines of plain text."""

import re
from dataclasses import dataclass

from ..document import WORD_CHARACTER, Line, Paragraph

BULLET = re.compile(r"(?:[-*–]\s+|•\s*)(?P<text>.+)")
NUMBER = re.compile(r"(?P<number>\d{1,3})[.)]\s+(?P<text>.+)")


@dataclass(frozen=True)
class _Run:
    """Lines that belong together. raw: each with its mark, texts: without."""

    kind: str
    raw: tuple[str, ...]
    texts: tuple[str, ...]
    numbers: tuple[int, ...] = ()

    def joined(self, line: str) -> "_Run":
        """With `line` as the continuation of the last text."""
        raw = (*self.raw[:-1], f"{self.raw[-1]} {line}")
        return _Run(self.kind, raw, (*self.texts[:-1], f"{self.texts[-1]} {line}"), self.numbers)

    def followed_by(self, other: "_Run") -> "_Run":
        return _Run(
            self.kind, self.raw + other.raw, self.texts + other.texts, self.numbers + other.numbers
        )


def is_item(text: str) -> bool:
    return _item(text) is not None


def to_paragraphs(chunks: list[tuple[Line, ...]]) -> tuple[Paragraph, ...]:
    """Paragraphs from chunks of lines; a chunk is what stands between blank lines.

    The lines of a paragraph are joined. A list may have blank lines between its points.
    """
    runs = [run for lines in chunks for run in _runs(lines)]
    return tuple(paragraph for run in _merged_lists(runs) for paragraph in _from_run(run))


def _item(text: str) -> _Run | None:
    if match := BULLET.fullmatch(text):
        found = _Run("bullets", (text,), (match["text"],))
    elif match := NUMBER.fullmatch(text):
        found = _Run("numbers", (text,), (match["text"],), (int(match["number"]),))
    else:
        return None
    return found if WORD_CHARACTER.search(match["text"]) else None


def _runs(lines: tuple[Line, ...]) -> list[_Run]:
    """The lines of one chunk: each list item and each text between them."""
    runs: list[_Run] = []
    for line in lines:
        item = _item(line.text) if _may_begin_item(line, runs) else None
        if item:
            runs.append(item)
        elif runs and _continues(line, runs[-1]):
            runs[-1] = runs[-1].joined(line.text)
        else:
            runs.append(_Run("text", (line.text,), (line.text,)))
    return runs


def _may_begin_item(line: Line, runs: list[_Run]) -> bool:
    # In a wrapped paragraph a line may begin with a dash or a number by chance.
    wrapped = bool(runs) and runs[-1].kind == "text" and runs[-1].texts[-1][-1] not in ".:!?;"
    return not (wrapped and re.match(r"[–\d]", line.text))


def _continues(line: Line, run: _Run) -> bool:
    return run.kind == "text" or line.indented or line.text[0].islower()


def _merged_lists(runs: list[_Run]) -> list[_Run]:
    merged: list[_Run] = []
    for run in runs:
        if merged and run.kind == merged[-1].kind != "text":
            merged[-1] = merged[-1].followed_by(run)
        else:
            merged.append(run)
    return merged


def _from_run(run: _Run) -> list[Paragraph]:
    """A list, or a text for each line where the marks say something that a list would lose."""
    counted = run.kind != "numbers" or run.numbers == tuple(range(1, len(run.numbers) + 1))
    # A single point is rather a footnote ("* See there") or a signature ("– Maria").
    if run.kind != "text" and len(run.texts) > 1 and counted:
        return [Paragraph(run.kind, run.texts)]
    return [Paragraph("text", (raw,)) for raw in run.raw]
