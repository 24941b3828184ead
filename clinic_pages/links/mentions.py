"""Names in rich text that could be links, and how one becomes a link.

Rich text is read as it is stored, in Wagtail's database format, and nothing of it is written anew:
a mention knows between which of its characters it stands.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from ..lib.text_folding import APOSTROPHES, LETTER, name_key
from ..lib.wording import ABBREVIATION, LOOK_BACK, TOKEN

SHORTEST = 4

# What lies in these is no place for a new link.
CLOSED = {"a", "h1", "h2", "h3", "h4", "h5", "h6"}
# A sentence goes on through these. Every other tag ends it.
INLINE = {
    *("a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q"),
    *("s", "small", "span", "strong", "sub", "sup", "u", "var"),
}
ATTRIBUTE = r"""\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?"""
TAG = rf"<(?P<slash>/?)(?P<tag>[a-z][\w-]*)(?:{ATTRIBUTE})*\s*/?>"
ENTITY = r"&[^\t\n\f <&#;]{1,32};?|&#\w+;?"
PIECE = re.compile(rf"{TAG}|(?P<entity>{ENTITY})|(?P<text>[^<&]+|&)|(?P<stray><)", re.I)
# A word with its accents and hyphens, or a punctuation mark.
# Some apostrophes are letters for Unicode.
_LETTERS = rf"(?:(?![{APOSTROPHES}])[{LETTER}])+"
WORD = re.compile(rf"{_LETTERS}(?:[-\u2010-\u2013]{_LETTERS})*|[{APOSTROPHES}]|[^\w\s]")
SENTENCE_END = re.compile(r"""[.!?…]["”’»)\]]*\s+""")


class Mention(NamedTuple):
    """A name that stands between the characters `start` and `end` of rich text, tags included.

    owner: the primary key of the page whose name it is.
    before, words, after: the sentence, without mark-up.
    """

    start: int
    end: int
    owner: int
    before: str
    words: str
    after: str


class NameIndex:
    """Whose name is it? Where two have the same one, it belongs to the first that comes."""

    def __init__(self, names: Iterable[tuple[str, int]]):
        self.owners: dict[str, int] = {}
        # How many words the names have that begin with this word.
        self.lengths: dict[str, set[int]] = defaultdict(set)
        for name, owner in names:
            words = WORD.findall(name)
            if sum(map(str.isalpha, name)) >= SHORTEST:
                self.owners.setdefault(name_key(name), owner)
                self.lengths[name_key(words[0])].add(len(words))

    def found_in(self, text: str) -> list[tuple[int, int, int]]:
        """(start, end, owner) in order: of two that overlap the longer, whole words only."""
        found = sorted(self._all_in(text), key=lambda each: (each[0] - each[1], each[0]))
        taken: set[int] = set()
        kept = []
        for start, end, owner in found:
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                kept.append((start, end, owner))
        return sorted(kept)

    def _all_in(self, text: str) -> Iterator[tuple[int, int, int]]:
        words = list(WORD.finditer(text))
        for first, word in enumerate(words):
            for length in self.lengths.get(name_key(word[0]), ()):
                last = words[min(first + length, len(words)) - 1]
                owner = self.owners.get(name_key(text[word.start() : last.end()]))
                if owner is not None:
                    yield word.start(), last.end(), owner


def mentions(html: str, names: NameIndex) -> Iterator[Mention]:
    """Those names in rich text that can become a link, in order."""
    for run in _runs(html):
        text = "".join(char.text for char in run)
        in_tokens = {at for token in TOKEN.finditer(text) for at in range(*token.span())}
        ends = [0, *sentence_ends(text), len(text)]
        for start, end, owner in names.found_in(text):
            in_token = not in_tokens.isdisjoint(range(start, end))
            if in_token or any(char.is_closed for char in run[start:end]):
                continue
            if place := _with_whole_tags(html, run[start].start, run[end - 1].end):
                yield Mention(*place, owner, *_sentence(text, start, end, ends))


def insert_link(html: str, mention: Mention) -> str:
    """`html` with a link around the mention to the page whose name it is; the rest is as before."""
    start, end, owner, *_sentence = mention
    link = f'<a linktype="page" id="{owner:d}">{html[start:end]}</a>'
    return html[:start] + link + html[end:]


class _Char(NamedTuple):
    """A character that is read, and between which characters of the rich text it stands."""

    text: str
    start: int
    end: int
    is_closed: bool


def _runs(html: str) -> Iterator[list[_Char]]:
    """The characters of each paragraph, list item or heading, or of a line in it."""
    run: list[_Char] = []
    depth = 0
    for piece in PIECE.finditer(html):
        tag = (piece["tag"] or "").lower()
        if piece["stray"]:
            # No editor wrote this: nobody knows what follows.
            break
        if tag in CLOSED:
            depth = max(0, depth + (-1 if piece["slash"] else 1))
        if chars := _chars(piece, depth > 0):
            run += chars
        elif tag not in INLINE:
            yield run
            run = []
    yield run


def _chars(piece: re.Match, is_closed: bool) -> list[_Char]:
    start, end = piece.span()
    read = unescape(piece["entity"] or "")
    if len(read) == 1:
        return [_Char(read, start, end, is_closed)]
    if piece["text"] or read == piece["entity"]:
        return [_Char(c, at, at + 1, is_closed) for at, c in enumerate(piece[0], start)]
    # A tag, or an entity that stands for more or less than a character.
    return []


def _with_whole_tags(html: str, start: int, end: int) -> tuple[int, int] | None:
    """The place, widened by tags right beside it until each tag in it has its partner in it, too;
    None where that cannot be."""
    unopened, unclosed = _lonely_tags(html[start:end])
    for name in unopened:
        # The tag right before it, and no other.
        opening = html.rfind("<", 0, start)
        if opening < 0 or not re.fullmatch(rf"<{name}\b[^<>]*>", html[opening:start], re.I):
            return None
        start = opening
    for name in reversed(unclosed):
        if not (tag := re.compile(rf"</{name}\s*>", re.I).match(html, end)):
            return None
        end = tag.end()
    return start, end


def _lonely_tags(html: str) -> tuple[list[str], list[str]]:
    """The names of tags without a partner: (those that only end here, those that only begin)."""
    unopened, unclosed = [], []
    for tag in re.finditer(TAG, html, re.I):
        name = tag["tag"].lower()
        if not tag["slash"]:
            unclosed.append(name)
        elif unclosed and unclosed[-1] == name:
            unclosed.pop()
        else:
            unopened.append(name)
    return unopened, unclosed


def _sentence(text: str, start: int, end: int, ends: list[int]) -> tuple[str, str, str]:
    """What stands before, between and after these characters in their sentence.

    ends: of all sentences, in order, the text's beginning and end included.
    """
    begins = ends[bisect_right(ends, start) - 1]
    stops = ends[bisect_left(ends, end)]
    return text[begins:start], text[start:end], text[end:stops]


def sentence_ends(text: str) -> list[int]:
    """Behind which of its characters a sentence ends, the last one excepted."""
    found = (match.end() for match in SENTENCE_END.finditer(text))
    return [end for end in found if not ABBREVIATION.search(text[max(0, end - LOOK_BACK) : end])]
