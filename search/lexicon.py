"""The words that pages have, asked of the database for one query."""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import pairwise
from operator import or_

from django.db.models import Q

from clinic_pages.lib.facts import fact
from clinic_pages.lib.index_words import is_dense

from .compounds import base_of, has_inside, inside, is_declined, is_part, parts_of
from .known_names import KnownWord, WordPart, begun_by
from .words import is_code, stem

SHORTEST_BEGINNING = 3
# The shortest that is looked for within other words.
SHORTEST_TAIL = 4
# Of all words that something begins, or is a part of, only the shortest are wanted.
MOST_BEGUN = 200


class Lexicon:
    """What is known of the words of a query. Two queries.

    known: words of names that have a stem in common with one of `words`, with two of them joined or
    with a part of one, or that one begins. whole: words of names and texts that have one inside.
    """

    def __init__(self, words: Sequence[str]):
        words = [word for word in words if not is_dense(word)]
        rows = KnownWord.objects.filter(reduce(or_, _asked(words), Q(pk__in=())))
        found = rows.order_by("length", "word").values_list("word", "stem")[:MOST_BEGUN]
        self._known = [(bytes(word).decode(), stem_) for word, stem_ in found]
        self._stems = {stem_ for _word, stem_ in self._known}
        self._whole = _with_parts(words)

    def has_stem_of(self, word: str) -> bool:
        return stem(word) in self._stems

    def begun_by(self, word: str) -> list[str]:
        """Other words that begin with it or decline it, or have it as a part; the shortest first,
        those of names before those of texts."""
        own, base = stem(word), base_of(word)
        begun = [
            known
            for known, each in self._known
            if each != own and (known.startswith(word) or is_declined(known, base))
        ]
        whole = [each for each in self._whole.get(base, ()) if stem(each) != own]
        return list(dict.fromkeys([*begun, *whole]))

    def parts_of(self, word: str) -> tuple[str, ...]:
        """The words that were joined to this one: "back", "pain" of "backpain"; () for none."""
        return parts_of(word, self._is_known_part)

    def codes_above(self, code: str) -> list[str]:
        """The known codes of which this one is a narrower one, the nearest first."""
        above = [word for word, _stem in self._known if code.startswith(word) and is_code(word)]
        return sorted(set(above) - {code}, key=len, reverse=True)

    def _is_known_part(self, part: str) -> bool:
        return is_part(part) and stem(part) in self._stems


def _asked(words: Sequence[str]) -> list[Q]:
    stems = {stem(each) for word in words for each in (word, *inside(word))}
    stems |= {stem(first + second) for first, second in pairwise(words)}
    codes = {word[:length] for word in words if is_code(word) for length in range(3, len(word))}
    begun = {each for word in words for each in (word, base_of(word))}
    asked = [begun_by("word", each) for each in sorted(begun) if len(each) >= SHORTEST_BEGINNING]
    return [Q(stem__in=stems | {stem(code) for code in codes}), *asked] if words else []


def _with_parts(words: Iterable[str]) -> dict[str, list[str]]:
    """{base of a word: the words that have it inside, the shortest first}"""
    bases = {base_of(word) for word in words if len(word) >= SHORTEST_TAIL}
    if not bases:
        return {}
    asked = reduce(or_, (begun_by("tail", base) for base in sorted(bases)))
    rows = WordPart.objects.filter(asked).order_by("tail")
    found = rows.values_list("word", "tail")[:MOST_BEGUN]
    tails = sorted(((word, bytes(tail).decode()) for word, tail in found), key=lambda r: len(r[0]))
    return {base: [word for word, tail in tails if has_inside(tail, base)] for base in bases}


@fact
def words_as_long(shortest: float, longest: float) -> list[str]:
    """The words of names with so many letters."""
    rows = KnownWord.objects.filter(length__gte=shortest, length__lte=longest)
    return sorted(bytes(word).decode() for word in rows.values_list("word", flat=True))
