"""What a result says of its page: its summary where the title answers the query, else the place in
its text that has most of the query, marked."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise, takewhile

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from clinic_pages.lib.index_words import is_dense, readable
from clinic_pages.lib.text_folding import APOSTROPHES, LETTER, plain

from .ranking import pattern_of
from .terms import Term
from .texts import Sentence, Text
from .words import content_words, forms

LENGTH = 220
# A word with its apostrophes, and with what nobody sees in it, as `plain` takes it for one.
TOKEN = re.compile(rf"(?!_)[{LETTER}]+(?:[{APOSTROPHES}][{LETTER}]+)*")
ENDS = tuple('.!?…:;。！？"”’»)')
# Between what ends without a full stop, such as items of a list.
BETWEEN = " · "


def excerpt(title: str, text: Text, terms: list[Term], instead: str = "") -> SafeString:
    """Safe HTML: whole sentences of a text with their hits in <mark>; `instead` where the title
    has all that is asked for, or the text nothing that the title has not."""
    named, all_ = readable(title), [pattern_of(term) for term in terms]
    missing = [pattern for pattern in all_ if not pattern.search(named)]
    found = _passage(text.sentences, missing) or instead or _passage(text.sentences, all_)
    return marked(shortened(found, terms), terms)


def _passage(sentences: list[Sentence], patterns: list[re.Pattern]) -> str:
    """The first of the sentences with most of the query, else the first below a heading with most
    of it, and what follows as far as there is room; "" where there is none."""
    counts = [
        sum(bool(each.search(sentence.folded)) for each in patterns) for sentence in sentences
    ]
    said = [0 if s.is_heading else n for s, n in zip(sentences, counts, strict=True)]
    wanted = said if any(said) else counts
    if not any(wanted):
        return ""
    found = _together(sentences[wanted.index(max(wanted)) :])
    return _joined(found[1:] if found[0].is_heading else found)


def _together(sentences: list[Sentence]) -> list[Sentence]:
    """The first of them, as far as no heading and no other block begins."""
    pairs = pairwise(sentences)
    rest = takewhile(lambda two: not two[1].is_heading and two[1].line - two[0].line < 2, pairs)
    return [*sentences[:1], *(after for _before, after in rest)]


def _joined(sentences: list[Sentence]) -> str:
    passage = sentences[0].text if sentences else ""
    for sentence in sentences[1:]:
        between = " " if passage.endswith(ENDS) else BETWEEN
        if len(passage) + len(between) + len(sentence.text) > LENGTH:
            break
        passage += f"{between}{sentence.text}"
    return passage


def shortened(text: str, terms: list[Term]) -> str:
    """At most about LENGTH letters of `text`, whole words around the first hit."""
    if len(text) <= LENGTH:
        return text
    asked = _asked(terms)
    hits = (token.start() for token in TOKEN.finditer(text) if asked.search(plain(token.group())))
    start = max(0, next(hits, 0) - LENGTH // 3)
    start = text.find(" ", start) + 1 if start else 0
    end = start + LENGTH
    if end >= len(text):
        return f"… {text[start:]}" if start else text
    middle = text[start:end]
    return f"{'… ' if start else ''}{middle.rpartition(' ')[0] or middle} …"


def marked(text: str, terms: list[Term]) -> SafeString:
    """`text` as safe HTML, each word that the query asks for in <mark>."""
    asked, parts, end = _asked(terms), [], 0
    for token in TOKEN.finditer(text):
        for first, last in _hits(token, asked):
            parts += [escape(text[end:first]), f"<mark>{escape(text[first:last])}</mark>"]
            end = last
    return mark_safe("".join([*parts, escape(text[end:])]))


def _hits(token: re.Match, asked: re.Pattern) -> list[tuple[int, int]]:
    """Where a word is marked: from end to end, but for one that is written without blanks."""
    word = token.group()
    if not is_dense(word):
        return [token.span()] if asked.search(plain(word)) else []
    start = token.start()
    return [(start + hit.start(), start + hit.end()) for hit in asked.finditer(word)]


def _asked(terms: Iterable[Term]) -> re.Pattern:
    return _pattern_of_words(tuple(terms))


@lru_cache(maxsize=200)
def _pattern_of_words(terms: tuple[Term, ...]) -> re.Pattern:
    """Finds the words of a query, each by itself."""
    # Not each word of what means the same: "leg" alone is no "dead leg".
    phrases = [
        each for term in terms for each in term.phrases if each == term.typed or len(each) < 2
    ]
    words = {word for phrase in phrases for word in content_words(phrase)}
    dense = sorted(filter(is_dense, words), key=len, reverse=True)
    alike = {form for word in words if not is_dense(word) for form in forms(word)}
    alike |= {word for term in terms for word in term.completions}
    whole = "|".join(map(re.escape, sorted(alike)))
    return re.compile("|".join([*map(re.escape, dense), rf"^(?:{whole})$"]))
