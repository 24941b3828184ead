"""Words as a search index holds them and is asked for them, whatever database keeps it.

They are folded as all names are (`text_folding`). A code of ICD-10 is one word: "M54.3" is "m543".
Scripts that put no blanks between words are written as pairs of characters, so that any part of a
text is found; as numbers, since databases do not agree on what a letter is.
"""

import re
from collections.abc import Iterable, Iterator

from .text_folding import WORD, plain

# Thai, Lao, Tibetan, Burmese, Khmer; Han and what else Japanese is written in; Hangul, whose words
# have endings.
DENSE = (
    "\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3131-\u318e"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\uff66-\uff9d\U00020000-\U0003ffff"
)
RUN = re.compile(f"[{DENSE}]+|[^{DENSE}]+")
IS_DENSE = re.compile(f"[{DENSE}]")
DOTTED_CODE = re.compile(r"\b([a-z]) ?(\d[\da-z])[.,]([\da-z]{1,4})\b")


def is_dense(word: str) -> bool:
    """Whether it is written without blanks between words; it is so from end to end."""
    return bool(IS_DENSE.match(word))


def readable(text: str) -> str:
    """`text` as its words are found in it."""
    return DOTTED_CODE.sub(r"\1\2\3", plain(text))


def index_words(text: str) -> tuple[str, ...]:
    """The folded words of `text`, with what is written without blanks as one word."""
    words = WORD.findall(readable(text))
    if not IS_DENSE.search(text):
        return tuple(words)
    return tuple(run for word in words for run in RUN.findall(word))


def for_index(text: str) -> str:
    """What is stored of `text`, so that whatever a query asks for is found."""
    words = index_words(text)
    if IS_DENSE.search(text):
        words = (each for word in words for each in _stored(word))
    return " ".join(words)


def as_asked(words: Iterable[str]) -> str:
    """What an index is asked for in place of `words`: in a text that has these, it stands so."""
    return " ".join(each for word in words for each in _asked(word))


def _stored(word: str) -> Iterator[str]:
    if not is_dense(word):
        yield word
        return
    yield from _pairs(word)
    yield from map(_numbered, word)


def _asked(word: str) -> Iterable[str]:
    if not is_dense(word):
        return [word]
    return _pairs(word) if len(word) > 1 else [_numbered(word)]


def _pairs(word: str) -> list[str]:
    return [_numbered(word[place : place + 2]) for place in range(len(word) - 1)]


def _numbered(characters: str) -> str:
    return "".join(f"q{ord(each):x}" for each in characters)
