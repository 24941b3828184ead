"""How rare a term is among the names of pages: rare ones count more."""

import math
from functools import cached_property

from django.db.models import Count, QuerySet

from clinic_pages.models import ConditionBodyArea, ConditionSymptom

from .indexing import TITLE
from .known_names import KnownName, NameWord
from .terms import Term
from .words import stem

AIDS = {"body_area": ConditionBodyArea, "symptom": ConditionSymptom}


class Frequencies:
    """Of the terms of one query. Five queries at most, for any number of terms."""

    def __init__(self, terms: list[Term]):
        self.terms = terms
        self._by_stem = {each: 0 for term in terms for each in _stems_of(term)}
        for count in (self._of_pages(), *map(self._of_aids, AIDS)):
            for each, number in count.items():
                self._by_stem[each] += number

    def rarity(self, term: Term) -> float:
        return math.log(1 + (1 + self._pages) / (1 + self.having(term)))

    def having(self, term: Term) -> int:
        """About how many pages have a name with this term: of a phrase, with its rarest word."""
        phrases = [min((self._by_stem[s] for s in stems), default=0) for stems in term.stem_sets]
        begun = [self._by_stem[stem(word)] for word in term.completions]
        return min(sum(phrases) + sum(begun), self._pages)

    @cached_property
    def _pages(self) -> int:
        return KnownName.objects.filter(role=TITLE).count()

    def _words(self, **where) -> QuerySet:
        return NameWord.objects.filter(stem__in=list(self._by_stem), **where)

    def _of_pages(self) -> dict[str, int]:
        rows = self._words(page__isnull=False).values_list("stem")
        return dict(rows.annotate(count=Count("page", distinct=True)).order_by())

    def _of_aids(self, aid: str) -> dict[str, int]:
        """Of conditions found by a place or symptom with such a name."""
        field = f"name__{aid}"
        pairs = set(self._words(**{f"{field}__isnull": False}).values_list("stem", field))
        if not pairs:
            return {}
        rows = AIDS[aid].objects.filter(**{f"{aid}__in": {pk for _stem, pk in pairs}})
        counts = dict(rows.values_list(aid).annotate(count=Count("pk")).order_by())
        return {
            each: sum(counts.get(pk, 0) for stem_, pk in pairs if stem_ == each)
            for each in {stem_ for stem_, _pk in pairs}
        }


def _stems_of(term: Term) -> set[str]:
    return set().union(*term.stem_sets, map(stem, term.completions))
