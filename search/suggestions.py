"""Names that begin with what a visitor is typing."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from .vocabulary import (
    ALTERNATE,
    CONDITION,
    DESCRIPTION,
    FINDING,
    OTHER,
    PERSON,
    THERAPY,
    TITLE,
    Entry,
    Name,
    Vocabulary,
    visible_pages,
    vocabulary_of,
)
from .words import words_of

SHORTEST, LONGEST = 2, 60
MAX_SUGGESTIONS = 8
ROLES = (TITLE, ALTERNATE, FINDING)


class Suggestion(NamedTuple):
    name: str
    kind: str
    url: str


def suggest(site, typed: str) -> list[Suggestion]:
    """Names of visible pages, and symptoms and places by which they are found, that `typed` begins;
    the best first. [] for too short or too long a text."""
    words = words_of(typed)
    if not words or not SHORTEST <= len(typed.strip()) <= LONGEST:
        return []
    found = _begun(words, vocabulary_of(site))
    pages = visible_pages(site).in_bulk([entry.page_id for entry, _name in found])
    return [
        Suggestion(name.text, _label(entry, name), _url(pages[entry.page_id], name))
        for entry, name in found
        if entry.page_id in pages
    ]


def _begun(words: tuple[str, ...], vocabulary: Vocabulary) -> list[tuple[Entry, Name]]:
    """(page, name), each name once."""
    found = [
        (_place(words, name), ROLES.index(name.role), len(name.text), name.text, entry, name)
        for entry in vocabulary.entries.values()
        for name in entry.names
        if name.role != DESCRIPTION and _place(words, name) >= 0
    ]
    best: dict[tuple[str, ...], tuple[Entry, Name]] = {}
    for *_order, entry, name in sorted(found, key=lambda each: each[:4]):
        best.setdefault(name.words, (entry, name))
    return list(best.values())[:MAX_SUGGESTIONS]


def _place(words: tuple[str, ...], name: Name) -> int:
    """At which word of the name `words` begin, the last of them perhaps unfinished; -1 for none."""
    *whole, begun = words
    for start in range(len(name.words) - len(whole)):
        end = start + len(whole)
        if list(name.words[start:end]) == whole and name.words[end].startswith(begun):
            return start
    return -1


def _label(entry: Entry, name: Name) -> str:
    if name.role == FINDING:
        return _("Symptom or place")
    labels = {CONDITION: _("Condition"), THERAPY: _("Therapy"), PERSON: _("Person")}
    return labels.get(entry.kind, _("Page")) if entry.kind != OTHER else _("Page")


def _url(page, name: Name) -> str:
    """A symptom may be one of several conditions: it leads to the search for it."""
    if name.role == FINDING:
        return f"{reverse('search')}?{urlencode({'q': name.text})}"
    return page.url
