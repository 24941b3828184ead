"""Plain text -> neutral document."""

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import PurePath

from ..document import WORD_CHARACTER, Document, Line, Part, words
from ..names import therapy_in, with_capital
from .lists import is_item, to_paragraphs

WHAT_IS = re.compile(r"what\s+(?:is|are)\s+(?:(?:an?|the)\s+)?(?P<title>.+?)\s*\?", re.IGNORECASE)
MARKED_HEADING = re.compile(r"#{1,6}\s+(?P<heading>.*?)(?:\s+#+)?")
UNDERLINE = re.compile(r"={3,}|-{3,}")
INVITATION = re.compile(r"\bbook\s+with\s+us\b", re.IGNORECASE)

MOST_WORDS = 12
MOST_CHARACTERS = 90
# The longest title that a page can have: for headings that are marked as such.
LONGEST_TITLE = 255


@dataclass(frozen=True)
class _Chunk:
    """Lines between two blank lines. heading: the text of a heading, "" for anything else."""

    lines: tuple[Line, ...]
    heading: str = ""


def parse(text: str, file: str, names_of=lambda title: [title]) -> Document:
    """The document that `text` is. Words are taken as they are; only white space is normalised.

    file: the file's name, which is the title where the text has none.
    names_of: title -> the condition's names, its title first.
    """
    lines = _lines(text)
    chunks, unplaced = _chunks(lines)
    chunks = _with_headings(chunks, lambda line: bool(_condition_in(line)))
    chunks = _with_short_headings(chunks)
    title, title_line = _title(chunks, file)
    if title_line:
        chunks = chunks[1:]
    names = tuple(names_of(title))
    chunks = _with_headings(chunks, lambda line: _names_therapy(line, names))
    parts, closing = _split_closing(_parts(chunks, names))
    return Document(
        file, title, names, title_line, tuple(parts), closing, tuple(unplaced), tuple(lines)
    )


def _lines(text: str) -> list[Line]:
    # Only spaces and tabs are squeezed: a non-breaking space is there for a reason.
    return [
        Line(number, re.sub(r"[ \t]+", " ", raw).strip(), raw[:1] in (" ", "\t"))
        for number, raw in enumerate(text.splitlines(), 1)
    ]


def _chunks(lines: list[Line]) -> tuple[list[_Chunk], list[Line]]:
    """The chunks of the file, headings by their marks, and the lines that hold no word."""
    chunks, unplaced, run = [], [], []
    for line in [*lines, Line(0, "")]:
        underlined = UNDERLINE.fullmatch(line.text) and len(run) == 1 and _is_title(run[0].text)
        heading = run[0].text if underlined else _marked_heading(line.text)
        if heading and len(heading) <= LONGEST_TITLE:
            before = [] if underlined else run
            chunks += [_Chunk(tuple(before))] * bool(before)
            chunks.append(_Chunk((run[0] if underlined else line,), heading))
            run = []
        elif WORD_CHARACTER.search(line.text):
            run.append(line)
        else:
            chunks += [_Chunk(tuple(run))] * bool(run)
            run = []
            unplaced += [line] * bool(line.text)
    return chunks, unplaced


def _marked_heading(text: str) -> str:
    match = MARKED_HEADING.fullmatch(text)
    return match["heading"] if match and WORD_CHARACTER.search(match["heading"]) else ""


def _condition_in(line: str) -> str:
    """The condition in "What is {condition}?" or "What are ...?", "" in any other line."""
    match = WHAT_IS.fullmatch(line) if _is_short(line) else None
    return match["title"] if match and WORD_CHARACTER.search(match["title"]) else ""


def _names_therapy(line: str, names) -> bool:
    return _is_short(line) and not is_item(line) and bool(therapy_in(line, names))


def _is_short(text: str) -> bool:
    return len(text) <= MOST_CHARACTERS and len(words(text)) <= MOST_WORDS


def _is_title(text: str) -> bool:
    return _is_short(text) and text[-1] not in ".,;"


def _with_headings(chunks: list[_Chunk], is_heading) -> list[_Chunk]:
    """The chunks with the lines for which `is_heading` holds set apart as headings."""
    found = []
    for chunk in chunks:
        found += [chunk] if chunk.heading else _split_at_headings(chunk, is_heading)
    return found


def _split_at_headings(chunk: _Chunk, is_heading) -> list[_Chunk]:
    found, run = [], []
    for line, following in zip_longest(chunk.lines, chunk.lines[1:]):
        if is_heading(line.text) and _stands_alone(run, following):
            found += [_Chunk(tuple(run))] * bool(run)
            found.append(_Chunk((line,), line.text))
            run = []
        else:
            run.append(line)
    return found + [_Chunk(tuple(run))] * bool(run)


def _stands_alone(before: list[Line], following: Line | None) -> bool:
    """Whether a line between these is more than a stretch of a wrapped sentence."""
    sentence_ended = not before or before[-1].text[-1] in ".!?:”\"')"
    sentence_begins = following is None or not following.text[0].islower()
    return sentence_ended and sentence_begins


def _with_short_headings(chunks: list[_Chunk]) -> list[_Chunk]:
    return [
        replace(chunk, heading=chunk.lines[0].text)
        if not chunk.heading and _looks_like_heading(chunk, following)
        else chunk
        for chunk, following in zip_longest(chunks, chunks[1:])
    ]


def _looks_like_heading(chunk: _Chunk, following: _Chunk | None) -> bool:
    """Whether it is a short line of its own, not a sentence, with more text after it."""
    text = chunk.lines[0].text
    if following is None or len(chunk.lines) > 1 or is_item(text):
        return False
    # "Signs are:" before a list belongs to the list.
    return _is_title(text) and not (text.endswith(":") and is_item(following.lines[0].text))


def _title(chunks: list[_Chunk], file: str) -> tuple[str, str]:
    """The title, and the first heading where that is the title and nothing else."""
    first = chunks[0].heading
    conditions = [_condition_in(chunk.heading) for chunk in chunks]
    asked = with_capital(next(filter(None, conditions), ""))
    if asked:
        return asked, first if first == asked else ""
    if first:
        return first, first
    return _title_from_file(file), ""


def _title_from_file(file: str) -> str:
    """ "low-back_pain.txt" -> "Low back pain"."""
    cleaned = " ".join(re.sub(r"[-_.]+", " ", PurePath(file).stem).split())
    return with_capital(cleaned or file)


def _parts(chunks: list[_Chunk], names) -> list[Part]:
    """Each heading with the chunks up to the next; what comes before the first has none."""
    groups: list[tuple[str, list]] = []
    for chunk in chunks:
        if chunk.heading or not groups:
            groups.append((chunk.heading, []))
        if not chunk.heading:
            groups[-1][1].append(chunk.lines)
    return [
        Part(heading, to_paragraphs(texts), with_capital(therapy_in(heading, names)))
        for heading, texts in groups
    ]


def _split_closing(parts: list[Part]) -> tuple[list[Part], Part | None]:
    """The parts without the file's last paragraph, if that one invites to book; and it.

    A heading that stands over nothing else goes with it.
    """
    last = parts[-1] if parts else Part("")
    closing = last.paragraphs[-1:]
    if not closing or closing[0].kind != "text" or not INVITATION.search(closing[0].items[0]):
        return parts, None
    rest = replace(last, paragraphs=last.paragraphs[:-1])
    if (
        rest.paragraphs
        or rest.therapy
        or _condition_in(rest.heading)
        or not _is_short(rest.heading)
    ):
        return [*parts[:-1], rest], Part("", closing)
    return parts[:-1], Part(rest.heading, closing)
