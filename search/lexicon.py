"""The words that names of pages have, asked of the database for one query."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from clinic_pages.lib.facts import fact

from .known_names import KnownWord, begun_by
from .words import stem

SHORTEST_BEGINNING = 3
# Of all words that something begins with, only the shortest are wanted.
MOST_BEGUN = 200


class Lexicon:
    """What is known of some words. One query.

    known: those of names that have a stem in common with one of `words`, or begin with it
    """

    def __init__(self, words: Iterable[str]):
        asked = [Q(stem__in={stem(word) for word in words})]
        asked += [begun_by("word", word) for word in words if len(word) >= SHORTEST_BEGINNING]
        rows = KnownWord.objects.filter(reduce(or_, asked)).order_by("length", "word")
        found = rows.values_list("word", "stem")[:MOST_BEGUN]
        self._known = [(bytes(word).decode(), stem_) for word, stem_ in found]

    def has_stem_of(self, word: str) -> bool:
        own = stem(word)
        return any(each == own for _word, each in self._known)

    def begun_by(self, word: str) -> list[str]:
        """Other words that begin with it, the shortest first."""
        own = stem(word)
        return [w for w, s in self._known if w.startswith(word) and s != own]


@fact
def words_as_long(shortest: float, longest: float) -> list[str]:
    """The words of names with so many letters."""
    rows = KnownWord.objects.filter(length__gte=shortest, length__lte=longest)
    return sorted(bytes(word).decode() for word in rows.values_list("word", flat=True))
