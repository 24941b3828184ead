"""What conditions are found by: the choices, their addresses, and pages of what each finds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..lib.facts import fact
from ..lib.languages import filled, marked
from .condition_entries import (
    NO_LETTER,
    ConditionEntry,
    FilterKind,
    conditions_of,
    one_choice,
    public_entries,
)
from .conditions import ConditionPage
from .finding_aids import BodyArea, Symptom
from .names import sort_key
from .therapies import TherapyPage

# How many names a page of the A to Z has at most. A longer list has a page for each letter.
MOST_NAMES = 100
# How many conditions a page of those found by a choice has.
MOST_FOUND = 24
# The last part of the address of what begins with no letter.
OTHER = "other"

MODELS = {FilterKind.WHERE: BodyArea, FilterKind.SYMPTOM: Symptom, FilterKind.THERAPY: TherapyPage}
# As visitors see the choices: places and therapies in the editor's order.
ORDERS = {
    FilterKind.WHERE: lambda area: (area.sort_order, sort_key(area.name)),
    FilterKind.SYMPTOM: lambda symptom: sort_key(symptom.name),
    FilterKind.THERAPY: lambda therapy: therapy.path,
}


class Letter(NamedTuple):
    """A letter of the A to Z, which is a choice like places and symptoms."""

    letter: str

    @classmethod
    def of_slug(cls, slug: str) -> "Letter | None":
        letter = NO_LETTER if slug == OTHER else slug.upper()
        return cls(letter) if len(letter) == 1 and cls(letter).slug == slug else None

    @property
    def pk(self) -> int:
        return ord(self.letter)

    @property
    def slug(self) -> str:
        return OTHER if self.letter == NO_LETTER else self.letter.lower()

    def __str__(self):
        return self.letter


class AToZEntry(NamedTuple):
    """An entry of the A to Z: a condition under one of its names."""

    name: str
    condition: ConditionPage

    @property
    def is_alternate(self) -> bool:
        return self.name != self.condition.title


class Filter(NamedTuple):
    """One choice, and where the conditions found by it are."""

    kind: FilterKind
    choice: BodyArea | Symptom | TherapyPage | Letter
    url: str

    @property
    def name(self) -> str:
        return str(self.choice)

    @property
    def title(self) -> str:
        """The heading of the page with these conditions."""
        if self.kind == FilterKind.THERAPY:
            return filled(_("What we offer %(therapy)s for"), therapy=self._marked_name)
        if self.kind == FilterKind.LETTER and self.slug == OTHER:
            return _("Conditions that begin with a number")
        if self.kind == FilterKind.LETTER:
            return _("Conditions that begin with %(letter)s") % {"letter": self.name}
        return self._marked_name

    @property
    def _marked_name(self) -> str:
        return marked(self.name, self.choice)

    @property
    def key(self) -> int:
        """What stands in the index for the choice."""
        letter = self.kind == FilterKind.LETTER
        return self.choice.pk if letter else one_choice(self.kind, self.choice.pk)

    @property
    def slug(self) -> str:
        return self.choice.slug


@dataclass(frozen=True)
class Found:
    """One page of the conditions found by a choice, by name. results: of ConditionEntry;
    conditions: theirs, each once. Not to be changed: visits share them."""

    filter: Filter
    results: PaginatorPage
    conditions: list[ConditionPage]

    @property
    def kind(self) -> FilterKind:
        return self.filter.kind

    @property
    def slug(self) -> str:
        return self.filter.slug

    @property
    def heading(self) -> str:
        return self.filter.title

    @property
    def title(self) -> str:
        """Of the page among others: two pages of one choice have titles of their own."""
        if self.results.number == 1:
            return self.heading
        number = str(self.results.number)
        return filled(_("%(title)s, page %(number)s"), title=self.heading, number=number)

    @property
    def path(self) -> str:
        """The address below that of the list."""
        return path_of(self.kind, self.slug, self.results.number)

    @property
    def url(self) -> str:
        return with_number(self.filter.url, self.results.number)

    @property
    def names(self) -> list[str]:
        """As they stand there."""
        return [each.name for each in self.a_to_z] or [each.title for each in self.conditions]

    @cached_property
    def a_to_z(self) -> list[AToZEntry]:
        """The names under a letter; [] for any other choice."""
        return a_to_z_of(self.results, self.conditions) if self.kind == FilterKind.LETTER else []


def a_to_z_of(entries: Iterable, conditions: Iterable[ConditionPage]) -> list[AToZEntry]:
    by_pk = {each.pk: each for each in conditions}
    return [
        AToZEntry(each.name, by_pk[each.condition_id])
        for each in entries
        if each.condition_id in by_pk
    ]


# --- Pages and their addresses ------------------------------------------------------------------


def size_of(kind: FilterKind) -> int:
    return MOST_NAMES if kind == FilterKind.LETTER else MOST_FOUND


def page_of(parent: int, path: str, filter_: Filter, number) -> Found:
    """Of the list with the key `parent`, at `path` in the tree. number: as it stands in the
    address, "" or None for the first. InvalidPage where it is not there."""
    wanted = parent, path, filter_.kind, filter_.key
    paginator = Paginator([], size_of(filter_.kind))
    paginator.count = _count(*wanted)
    number = paginator.validate_number(number or 1)
    entries, conditions = _found_on(*wanted, paginator.per_page, number)
    return Found(filter_, PaginatorPage(entries, number, paginator), conditions)


@fact
def _count(*wanted) -> int:
    return _found_by(*wanted).count()


@fact
def _found_on(parent, path, kind, choice, size: int, number: int) -> tuple[list, list]:
    """(entries, their conditions) of one page."""
    start = (number - 1) * size
    entries = list(_found_by(parent, path, kind, choice)[start : start + size])
    return entries, conditions_of(entries)


def _found_by(parent: int, path: str, kind: FilterKind, choice: int) -> QuerySet[ConditionEntry]:
    return public_entries(path, parent=parent, kind=kind, choice=choice)


def path_of(kind: str, slug: str, number: int = 1) -> str:
    """The address of a choice, below that of the list of conditions."""
    return with_number(f"{FilterKind(kind).value}/{quote(slug)}/", number)


def with_number(url: str, number: int) -> str:
    return url if number == 1 else f"{url}?page={number}"


def paths_of(kind: str, slug: str, count: int) -> Iterator[str]:
    """The addresses of all pages of a choice that finds `count` entries; one for none."""
    last = -(-count // size_of(FilterKind(kind))) or 1
    return (path_of(kind, slug, number) for number in range(1, last + 1))
