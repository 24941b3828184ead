"""How rare a term is among the names of pages: rare ones count more."""

import math
from collections import Counter

from django.db.models import Count

from clinic_pages.lib.facts import fact
from clinic_pages.models import ConditionBodyArea, ConditionSymptom

from .indexing import TITLE
from .known_names import KnownName, NameWord
from .terms import Term
from .words import stem

AIDS = {"body_area": ConditionBodyArea, "symptom": ConditionSymptom}


class Frequencies:
    """Of the terms of one query. One query, for any number of terms."""

    def __init__(self, terms: list[Term]):
        self.terms = terms
        self._by_stem = {each: 0 for term in terms for each in _stems_of(term)}
        for count in (self._of_pages(), *map(conditions_found_by, AIDS)):
            for each in self._by_stem.keys() & count.keys():
                self._by_stem[each] += count[each]

    def rarity(self, term: Term) -> float:
        return math.log(1 + (1 + self._pages) / (1 + self.having(term)))

    def having(self, term: Term) -> int:
        """About how many pages have a name with this term: of a phrase, with its rarest word."""
        phrases = [min((self._by_stem[s] for s in stems), default=0) for stems in term.stem_sets]
        begun = [self._by_stem[stem(word)] for word in term.completions]
        return min(sum(phrases) + sum(begun), self._pages)

    @property
    def _pages(self) -> int:
        return count_of_pages()

    def _of_pages(self) -> dict[str, int]:
        rows = NameWord.objects.filter(stem__in=list(self._by_stem), page__isnull=False)
        counts = rows.values_list("stem").annotate(count=Count("page", distinct=True))
        return dict(counts.order_by())


@fact
def count_of_pages() -> int:
    return KnownName.objects.filter(role=TITLE).count()


@fact
def conditions_found_by(aid: str) -> dict[str, int]:
    """{stem: how many conditions are found by a place or symptom with such a name}."""
    counts = AIDS[aid].objects.values_list(aid).annotate(count=Count("pk")).order_by()
    found = Counter()
    of_each = dict(counts)
    field = f"name__{aid}"
    pairs = NameWord.objects.filter(**{f"{field}__isnull": False}).values_list("stem", field)
    for each, pk in set(pairs):
        found[each] += of_each.get(pk, 0)
    return dict(found)


def _stems_of(term: Term) -> set[str]:
    return set().union(*term.stem_sets, map(stem, term.completions))
