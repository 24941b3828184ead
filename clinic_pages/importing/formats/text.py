"""Plain text: with blank lines, as typists write, or a line for each paragraph, as Word does."""

import re
from itertools import pairwise, zip_longest
from pathlib import PurePath

from ...lib.invisible import BLANKS
from .. import lists
from ..document import WORD_CHARACTER, Flow, Heading, Line, Run, Table, Text
from ..headings import condition_in, names_therapy
from ..known import Known
from ..names import title_from_file, with_capital
from ..saved_mails import around_text
from ..tabbed import with_tables
from ..titles import LONGEST_TITLE, is_title

MARKED_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<heading>.*?)(?:\s+#+)?")
UNDERLINES = re.compile(r"(?P<first>={3,})|-{3,}|_{3,}|~{3,}")
BOLD = re.compile(r"(\*\*|__|\*)(?=\S)(?P<text>[^*_]+)(?<=\S)\1")
# Word's second level of points is an "o" and a tab; in an e-mail, blanks.
ROUND = re.compile(r"^(\s*)o(?:\t|\s{2,}|(?<=\s\so)\s)")
TAB = 4
# Nobody wraps lines longer than this.
LONGEST_WRAPPED = 120
# Of the places where a line ends, so many must be within a sentence for lines to be wrapped.
WRAPPED_SHARE = 0.2


def parse(text: str, path: PurePath, known: Known) -> Flow:
    """Words are taken as they are; only white space is normalised."""
    lines = _lines(text)
    around = around_text(lines)
    left_out = {line.number for line in around}
    blocks, unplaced = _blocks([line for line in lines if line.number not in left_out])
    blocks = _split(blocks, path.name, known)
    elements, marks = _elements(blocks)
    return Flow(tuple(elements), tuple(lines), (*around, *unplaced), tuple(marks))


def _lines(text: str) -> list[Line]:
    return [_line(number, raw) for number, raw in enumerate(text.splitlines(), 1)]


def _line(number: int, raw: str) -> Line:
    raw = ROUND.sub(r"\1◦ ", raw.translate(BLANKS))
    indent = raw[: len(raw) - len(raw.lstrip())].expandtabs(TAB)
    # Only spaces and tabs are squeezed: a non-breaking space is there for a reason.
    cells = tuple(" ".join(cell.split(" ")).strip() for cell in raw.strip().split("\t"))
    return Line(number, re.sub(r"[ \t]+", " ", raw).strip(), len(indent), cells)


# --- Blocks: a heading, or the lines between two blank lines --------------------------------------

Lines = tuple[Line, ...]
Block = Heading | Text | Table | Lines


def _blocks(lines: list[Line]) -> tuple[list[Block], list[Line]]:
    """The blocks of the file, headings by their marks, and the lines that hold no word."""
    blocks, unplaced, run = [], [], []
    for line in [*with_tables(lines), Line(0, "")]:
        if isinstance(line, Table):
            blocks += [tuple(run)] * bool(run) + [line]
            run = []
        elif found := _underlined(line, run) or _marked(line):
            run = [] if UNDERLINES.fullmatch(line.text) else run
            blocks += [tuple(run)] * bool(run)
            blocks.append(found)
            run = []
        elif WORD_CHARACTER.search(line.text):
            run.append(line)
        else:
            blocks += [tuple(run)] * bool(run)
            run = []
            unplaced += [line] * bool(line.text)
    return blocks, unplaced


def _underlined(line: Line, run: list[Line]) -> Heading | None:
    match = UNDERLINES.fullmatch(line.text)
    if match is None or len(run) != 1 or not is_title(run[0].text):
        return None
    return Heading(run[0].text, 1 if match["first"] else 2)


def _marked(line: Line) -> Heading | Text | None:
    match = MARKED_HEADING.fullmatch(line.text)
    if match and WORD_CHARACTER.search(match["heading"]) and len(match["heading"]) <= LONGEST_TITLE:
        return Heading(match["heading"], len(match["level"]))
    match = BOLD.fullmatch(line.text)
    if match and WORD_CHARACTER.search(match["text"]):
        return Text((Run(match["text"], bold=True),))
    return None


# --- Lines that are paragraphs, and lines that were wrapped ---------------------------------------


def _split(blocks: list[Block], file: str, known: Known) -> list[Block]:
    names = known.names(_title(blocks, file))
    wrapped = _are_wrapped(blocks)
    found = []
    for block in blocks:
        if not isinstance(block, tuple):
            found.append(block)
        elif wrapped:
            found += _split_at_headings(block, names, _width(blocks))
        else:
            found += _split_at_lines(block)
    return [_as_heading(each, names) for each in found]


def _title(blocks: list[Block], file: str) -> str:
    """What the file is about, as far as its lines tell."""
    lines = [text for block in blocks for text in _texts(block)]
    asked = next(filter(None, map(condition_in, lines)), "")
    first = lines[0] if lines and is_title(lines[0]) else ""
    return with_capital(asked) or first or title_from_file(file)


def _texts(block: Block) -> list[str]:
    return [line.text for line in block] if isinstance(block, tuple) else [block.text]


def _pairs(blocks: list[Block]) -> list[tuple[str, str]]:
    """Lines that follow one another within a block, and do not begin points of a list."""
    pairs = [pair for block in blocks if isinstance(block, tuple) for pair in pairwise(block)]
    return [(a.text, b.text) for a, b in pairs if not _begins_point(a.text, b.text)]


def _begins_point(before: str, line: str) -> bool:
    """Whether it does not begin with a dash or a number by chance, as a wrapped line may."""
    mark = lists.mark_of(line)
    if mark is None or line[0] in "–—":
        return False
    return mark.number < 2 or lists.is_item(before)


def _width(blocks: list[Block]) -> int:
    return max((len(text) for pair in _pairs(blocks) for text in pair), default=0)


def _are_wrapped(blocks: list[Block]) -> bool:
    """Whether lines end where there was no more room, and not where a paragraph ends."""
    pairs, width = _pairs(blocks), _width(blocks)
    if width > LONGEST_WRAPPED:
        return False
    goes_on = [pair for pair in pairs if _goes_on(*pair, width)]
    return len(goes_on) >= max(1, WRAPPED_SHARE * len(pairs))


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a sentence does, from one line into the next."""
    if following[0].islower():
        return True
    is_full = len(line) + 1 + len(following.split()[0]) > width
    return is_full and not _ends_sentence(line)


def _ends_sentence(line: str) -> bool:
    return line[-1] in ".!?:" or line.rstrip("”\"')»")[-1:] in (".", "!", "?")


def _split_at_lines(block: Lines) -> list[Block]:
    """A block for each line, but for what continues a point of a list."""
    found: list[Lines] = []
    for line in block:
        if (
            found
            and line.indent
            and not lists.is_item(line.text)
            and lists.is_item(found[-1][0].text)
        ):
            found[-1] = (*found[-1], line)
        else:
            found.append((line,))
    return list(found)


def _split_at_headings(block: Lines, names, width: int) -> list[Block]:
    found, run = [], []
    for line, following in zip_longest(block, block[1:]):
        if _is_heading(line, following, run, names, width):
            found += [tuple(run)] * bool(run)
            found.append((line,))
            run = []
        else:
            run.append(line)
    return found + [tuple(run)] * bool(run)


def _is_heading(line: Line, following: Line | None, before: list[Line], names, width: int) -> bool:
    if condition_in(line.text) or names_therapy(line.text, names):
        return _stands_alone(before, following)
    return (
        not before and following is not None and _was_broken_off(line.text, following.text, width)
    )


def _stands_alone(before: list[Line], following: Line | None) -> bool:
    """Whether a line between these is more than a stretch of a wrapped sentence."""
    sentence_ended = not before or before[-1].text[-1] in ".!?:”\"')"
    sentence_begins = following is None or not following.text[0].islower()
    return sentence_ended and sentence_begins


def _was_broken_off(line: str, following: str, width: int) -> bool:
    """Whether the first line of a block ends although the next word had room: a heading."""
    if not is_title(line) or lists.is_item(line) or lists.is_item(following):
        return False
    return following[0].isupper() and len(line) + 1 + len(following.split()[0]) <= width


def _as_heading(block: Block, names) -> Block:
    if not isinstance(block, tuple) or len(block) > 1:
        return block
    line = block[0].text
    return Heading(line) if condition_in(line) or names_therapy(line, names) else block


# --- Elements -------------------------------------------------------------------------------------


def _elements(blocks: list[Block]) -> tuple[list, list[str]]:
    elements, marks, run = [], [], []
    for block in [*blocks, None]:
        if isinstance(block, tuple):
            run.append(block)
            continue
        found = lists.find(run)
        elements += found.elements
        marks += found.marks
        elements += [block] * (block is not None)
        run = []
    return elements, marks
