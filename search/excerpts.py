"""What a result says of its page: the place in its text that has most of the query, marked."""

import re
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from clinic_pages.lib.facts import hangs_on_index, known_as
from clinic_pages.lib.text_folding import APOSTROPHES, LETTER, plain

from .ranking import pattern_of
from .terms import Term
from .texts import Text
from .vocabulary import ALTERNATE, FINDING, Entry
from .words import content_words, forms

LENGTH = 220
# A word with its apostrophes, and with what nobody sees in it, as `plain` takes it for one.
TOKEN = re.compile(rf"(?!_)[{LETTER}]+(?:[{APOSTROPHES}][{LETTER}]+)*")
SENTENCE = re.compile(r"[^.!?\n]+")
# Where blocks and list items were joined.
JOINTS = " ,\t\r"


class Sentence(NamedTuple):
    text: str
    folded: str


@hangs_on_index
def sentences_in(text: Text, entry: Entry) -> list[Sentence]:
    """Those that the index has of a page, without the names that stand between them."""
    return known_as((sentences_in, entry.page_id), partial(_sentences, text.text, entry))


def _sentences(text: str, entry: Entry) -> list[Sentence]:
    for role in (ALTERNATE, FINDING):
        names = [re.escape(name.text) for name in entry.names if name.role == role]
        text = re.sub(r"\s+".join(names), "\n", text, count=1)
    parts = (sentence.group().strip(JOINTS) for sentence in SENTENCE.finditer(text))
    return [Sentence(part, plain(part)) for part in parts if part]


def excerpt(sentences: list[Sentence], terms: list[Term], instead: str = "") -> SafeString:
    """Safe HTML: the best place in a text with its hits in <mark>, else the start of `instead`."""
    patterns = [pattern_of(term) for term in terms]
    counts = [sum(bool(p.search(each.folded)) for p in patterns) for each in sentences]
    best = max(counts, default=0)
    passage = _passage([each.text for each in sentences[counts.index(best) :]]) if best else instead
    return marked(shortened(passage, terms), terms)


def _passage(sentences: list[str]) -> str:
    """The first sentence, and as many after it as there is room for."""
    passage = sentences[0]
    for sentence in sentences[1:]:
        if len(passage) + len(sentence) > LENGTH:
            break
        passage += f" {sentence}"
    return passage


def shortened(text: str, terms: list[Term]) -> str:
    """At most about LENGTH letters of `text`, whole words around the first hit."""
    if len(text) <= LENGTH:
        return text
    alike = _forms_of(terms)
    hits = (t.start() for t in TOKEN.finditer(text) if plain(t.group()) in alike)
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
        if plain(token.group()) in alike:
            parts += [escape(text[end : token.start()]), f"<mark>{escape(token.group())}</mark>"]
            end = token.end()
    return mark_safe("".join([*parts, escape(text[end:])]))


def _forms_of(terms: Iterable[Term]) -> frozenset[str]:
    words = {w for term in terms for phrase in term.phrases for w in content_words(phrase)}
    completions = {word for term in terms for word in term.completions}
    return frozenset(form for word in words for form in forms(word)) | completions
