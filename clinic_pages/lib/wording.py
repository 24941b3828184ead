"""What rich text says: its words, and the one token that editors may write into it.

`{condition}` in a shared text stands for the name of the condition whose page shows the text, in
the form that fits where it stands: "Sciatica is common. Many people with sciatica ...".
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from html import escape, unescape
from html.parser import HTMLParser
from typing import NamedTuple

from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from .page_answers import page_answers

KNOWN_TOKENS = ("condition",)
# Two texts of a thousand words have some ten thousand.
MOST_PAIRS = 40_000

TOKEN = re.compile(r"\{([^{}]*)\}")
BRACE = re.compile(r"[{}]")
BLOCK_TAGS = {
    *("p", "div", "section", "blockquote", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
    *("ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "tr", "td", "th"),
}
END_OF_LINE = re.compile(rf"</(?:{'|'.join(sorted(BLOCK_TAGS))})>|<(?:br|hr)\b[^<>]*>", re.I)

# At the start of a text, or after . ! ? and white space; quotes and brackets may stand between.
SENTENCE_START = re.compile(r"""(?:^|[.!?]["”’»)\]]*\s)[\s"“„‘‚«(\[¿¡]*$""")
# So many characters before it tell whether a token begins a sentence. CUT stands for what is left
# out before them: a letter, with which no sentence begins.
LOOK_BACK, CUT = 80, "x"
# "e.g. ", "z. B. " and the like end no sentence.
ABBREVIATION = re.compile(r"(?:(?:\b\w\.\s?){2,}|\b(?:approx|bzw|ca|cf|vs)\.\s+)$", re.I)
# Their nouns are written with a capital wherever they stand.
LANGUAGES_WITH_CAPITAL_NOUNS = ("de", "lb")


class NameForms(NamedTuple):
    """What `{condition}` becomes at the start of a sentence, and inside of one."""

    first: str
    inside: str


# --- Words ---------------------------------------------------------------------------------------


def to_lines(html) -> str:
    """The text of rich text (str, RichText or None): a line for each paragraph, no mark-up."""
    source = getattr(html, "source", html) or ""
    text = unescape(strip_tags(END_OF_LINE.sub("\\g<0>\n", source)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def same_words(one: str, other: str) -> bool:
    """Whether two texts without mark-up say the same; white space does not count."""
    return one.split() == other.split()


def word_changes(old: str, new: str) -> list[tuple[str, str]]:
    """("equal" | "deletion" | "addition", text) in order, word by word, for texts of lines.

    Texts in which the same words come again and again are compared line by line first: the time
    that words take grows with the pairs that they could be.
    """
    before, after = _words(old), _words(new)
    if _pairs(before, after) <= MOST_PAIRS:
        return _changes(before, after)
    lines = _lines(before), _lines(after)
    if _pairs(*lines) > MOST_PAIRS:
        return _replaced(before, after)
    changes: list[tuple[str, str]] = []
    for kind, removed, added in _opcodes(*lines):
        changes += [(kind, "".join(added))] if kind == "equal" else _in_lines(removed, added)
    return changes


def _in_lines(removed: list[str], added: list[str]) -> list[tuple[str, str]]:
    before, after = _words("".join(removed)), _words("".join(added))
    # Between lines a line's end is lost to `splitlines`.
    before += ["\n"] * bool(removed and removed[-1].endswith("\n"))
    after += ["\n"] * bool(added and added[-1].endswith("\n"))
    is_small = _pairs(before, after) <= MOST_PAIRS
    return _changes(before, after) if is_small else _replaced(before, after)


def _changes(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    changes = []
    for kind, removed, added in _opcodes(before, after):
        changes += [("equal", "".join(added))] if kind == "equal" else _replaced(removed, added)
    return changes


def _replaced(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    parts = [("deletion", "".join(before)), ("addition", "".join(after))]
    return [(name, text) for name, text in parts if text]


def _opcodes(before: list[str], after: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    # A space that two texts share makes them no more alike.
    matcher = difflib.SequenceMatcher(lambda word: word == " ", before, after, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        yield kind, before[i1:i2], after[j1:j2]


def _pairs(before: list[str], after: list[str]) -> int:
    """In how many ways a word of one could be a word of the other."""
    counts = Counter(before)
    return sum(counts[word] * number for word, number in Counter(after).items() if word != " ")


def _words(text: str) -> list[str]:
    """Words, spaces, punctuation marks and ends of lines."""
    return re.findall(r"\w+(?:['’-]\w+)*|[^\w\n]|\n", "\n".join(text.splitlines()))


def _lines(words: list[str]) -> list[str]:
    return "".join(words).splitlines(keepends=True)


# --- The token -----------------------------------------------------------------------------------


def names_on(page) -> NameForms:
    """The forms of the condition that `page` is about; neutral words where it is about none."""
    about = page_answers(page)
    name = about.condition_name
    if not name:
        return NameForms(gettext("Your condition"), gettext("your condition"))
    inside = about.name_in_sentence or in_sentence(name)
    return NameForms(name if _keeps_its_case(name.split()[0]) else capfirst(name), inside)


def in_sentence(name: str) -> str:
    """A heading's "Carpal Tunnel Syndrome" or "Low back pain" in small letters; "IBS" stays.

    Which words are proper names nobody can tell from the spelling: where only the first word has
    a capital the others are left alone, and ConditionPage.name_in_sentence has the last word.
    """
    if (get_language() or "").split("-")[0] in LANGUAGES_WITH_CAPITAL_NOUNS:
        return name
    first, *others = name.split(" ")
    if not any(word[:1].islower() and len(word) > 3 for word in others):
        others = [word if len(word) == 1 else _in_small_letters(word) for word in others]
    return " ".join([_in_small_letters(first), *others])


def _in_small_letters(word: str) -> str:
    return word if _keeps_its_case(word) else word.lower()


def _keeps_its_case(word: str) -> bool:
    """Whether it is an acronym or the like: a capital or a digit after its first letter."""
    return any(char.isupper() or char.isdigit() for char in word.lstrip("(“\"'")[1:])


def fill(html: str, names: NameForms) -> str:
    """Rich text with its tokens filled in. What is no known token is left out with its braces.

    Only text is touched, never a tag: `{condition}` in a link's address stays as it is.
    """
    if not BRACE.search(unescape(html)):
        return html
    pieces = _parse(html)
    for run in _runs(pieces):
        _fill_run(run, names)
    return "".join(piece.html() for piece in pieces)


def problems(html) -> list[str]:
    """What is wrong with the tokens of rich text (str, RichText or None), a sentence each."""
    found = []
    for piece in _parse(getattr(html, "source", html) or ""):
        if not piece.is_tag:
            found += [_unknown(name) for name in TOKEN.findall(piece.text)]
            found.append(_stray_brace(TOKEN.sub("", piece.text)))
    return list(dict.fromkeys(filter(None, found)))


def _unknown(name: str) -> str:
    if name in KNOWN_TOKENS:
        return ""
    known = ", ".join(f"{{{token}}}" for token in KNOWN_TOKENS)
    return gettext("“{%(name)s}” is not known. You can write %(known)s.") % {
        "name": name,
        "known": known,
    }


def _stray_brace(text: str) -> str:
    brace = BRACE.search(text)
    if not brace:
        return ""
    near = text[max(0, brace.start() - 12) : brace.start() + 20].strip()
    return gettext(
        "There is a single brace in “%(near)s”. Write {condition} in one piece, without bold or "
        "italics inside it, or leave the brace out."
    ) % {"near": near}


class _Piece:
    """A tag as it was written, or a stretch of text without mark-up."""

    def __init__(self, text: str, tag: str = ""):
        self.text = text
        self.tag = tag

    @property
    def is_tag(self) -> bool:
        return bool(self.tag)

    @property
    def read_as(self) -> str:
        """What it contributes to the text of its paragraph."""
        return "\n" if self.tag == "br" else "" if self.is_tag else self.text

    def html(self) -> str:
        return self.text if self.is_tag else escape(self.text, quote=False)


class _Parser(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces: list[_Piece] = []

    def handle_starttag(self, tag, attrs):
        self.pieces.append(_Piece(self.get_starttag_text(), tag))

    def handle_endtag(self, tag):
        self.pieces.append(_Piece(f"</{tag}>", tag))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_data(self, data):
        if self.pieces and not self.pieces[-1].is_tag:
            self.pieces[-1].text += data
        else:
            self.pieces.append(_Piece(data))


def _parse(html: str) -> list[_Piece]:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.pieces


def _runs(pieces: list[_Piece]) -> list[list[_Piece]]:
    """The pieces of each paragraph, list item or heading."""
    runs: list[list[_Piece]] = [[]]
    for piece in pieces:
        if piece.tag in BLOCK_TAGS:
            runs.append([])
        else:
            runs[-1].append(piece)
    return runs


def _fill_run(run: list[_Piece], names: NameForms) -> None:
    # One place for each character, so that what is put in or left out moves no other.
    text = "".join(piece.read_as for piece in run)
    chars, before, end = list(text), "", 0
    for token in TOKEN.finditer(text):
        before = _last_of(before + text[end : token.start()])
        form = _form(token[1], before, names)
        chars[token.start() : token.end()] = [form] + [""] * (len(token[0]) - 1)
        before, end = _last_of(before + form), token.end()
    chars = ["" if char in ("{", "}") else char for char in chars]
    start = 0
    for piece in run:
        end = start + len(piece.read_as)
        if not piece.is_tag:
            piece.text = "".join(chars[start:end])
        start = end


def _last_of(text: str) -> str:
    """As much of the end as tells whether a sentence begins there."""
    return text if len(text) <= LOOK_BACK else f"{CUT}{text[1 - LOOK_BACK :]}"


def _form(token: str, before: str, names: NameForms) -> str:
    if token not in KNOWN_TOKENS:
        return ""
    begins = SENTENCE_START.search(before) and not ABBREVIATION.search(before)
    return names.first if begins else names.inside
