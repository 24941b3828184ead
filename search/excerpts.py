"""What a result says of its page: the place in its text that has most of the query, marked."""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .ranking import SENTENCE, pattern_of
from .terms import Term
from .vocabulary import ALTERNATE, FINDING, Entry
from .words import content_words, fold, forms

LENGTH = 220
# A word with its apostrophes, as `fold` takes it for one.
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Where blocks and list items were joined.
JOINTS = " ,\t\r"


def excerpt(text: str, terms: list[Term], instead: str = "") -> SafeString:
    """Safe HTML: the best place of `text` with its hits in <mark>, else the start of `instead`."""
    sentences = [part for s in SENTENCE.finditer(text) if (part := s.group().strip(JOINTS))]
    patterns = [pattern_of(term) for term in terms]
    counts = [_hits(sentence, patterns) for sentence in sentences]
    best = max(counts, default=0)
    passage = _passage(sentences, counts.index(best)) if best else instead
    return marked(shortened(passage, terms), terms)


def sentences_of(indexed_text: str, entry: Entry) -> str:
    """The text that the index has of a page, without the names that stand between its sentences."""
    for role in (ALTERNATE, FINDING):
        names = [re.escape(name.text) for name in entry.names if name.role == role]
        indexed_text = re.sub(r"\s+".join(names), "\n", indexed_text, count=1)
    return indexed_text


def _hits(sentence: str, patterns: Iterable[re.Pattern]) -> int:
    folded = _folded(sentence)
    return sum(bool(each.search(folded)) for each in patterns)


@lru_cache(maxsize=10_000)
def _folded(sentence: str) -> str:
    """Of public texts, which are found again and again."""
    return fold(sentence)


def _passage(sentences: list[str], start: int) -> str:
    """The sentence at `start`, and as many after it as there is room for."""
    passage = sentences[start]
    for sentence in sentences[start + 1 :]:
        if len(passage) + len(sentence) > LENGTH:
            break
        passage += f" {sentence}"
    return passage


def shortened(text: str, terms: list[Term]) -> str:
    """At most about LENGTH letters of `text`, whole words around the first hit."""
    if len(text) <= LENGTH:
        return text
    alike = _forms_of(terms)
    hits = (t.start() for t in TOKEN.finditer(text) if fold(t.group()) in alike)
    start = max(0, next(hits, 0) - LENGTH // 3)
    start = text.find(" ", start) + 1 if start else 0
    end = start + LENGTH
    if end >= len(text):
        return f"… {text[start:]}" if start else text
    middle = text[start:end].rpartition(" ")[0]
    return f"{'… ' if start else ''}{middle} …"


def marked(text: str, terms: list[Term]) -> SafeString:
    """`text` as safe HTML, each word that the query asks for in <mark>."""
    alike, parts, end = _forms_of(terms), [], 0
    for token in TOKEN.finditer(text):
        if fold(token.group()) in alike:
            parts += [escape(text[end : token.start()]), f"<mark>{escape(token.group())}</mark>"]
            end = token.end()
    return mark_safe("".join([*parts, escape(text[end:])]))


def _forms_of(terms: Iterable[Term]) -> frozenset[str]:
    words = {w for term in terms for phrase in term.phrases for w in content_words(phrase)}
    completions = {word for term in terms for word in term.completions}
    return frozenset(form for word in words for form in forms(word)) | completions
