"""Conditions like a condition, for a page on which the editor chose none: computed, never stored.

What two conditions have in common decides, and their titles: nothing else of the site does. So a
change of one condition concerns the pages in whose list it comes, goes or moves, and no others.

Both a visit and a change read the index of `condition_entries`, and of it only what the page has:
its places, symptoms and therapies, which are its *traits* here, as (kind, choice).
"""

from collections import defaultdict
from collections.abc import Iterable
from heapq import nsmallest
from itertools import chain
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from wagtail.models import Page

from ..blocks.base import ShownPageBlock, Slot
from ..lib.aliases import repeating, same_as, sources
from ..lib.languages import versions_of
from ..lib.references import built_on, named_in_body, referring_at, therapy_types, tree_of
from ..lib.visibility import public, restricted_at, restricted_paths
from .condition_entries import (
    ConditionEntry,
    FilterKind,
    conditions_with,
    entries_of,
    key_of,
    one_choice,
    public_entries,
)
from .tree import ancestors

# How many are shown.
MOST = 3
THERAPY = FilterKind.THERAPY.value


class Likeness(NamedTuple):
    """What a condition is compared by.

    key: its title, to sort by. traits: of its therapies those that visitors may see
    """

    pk: int
    key: bytes
    traits: frozenset


def rank(one: Likeness, traits: frozenset) -> tuple:
    """Of `one` for a page with these traits: the smallest is the nearest.

    What is felt alike comes first, then what is treated alike.
    """
    shared = one.traits & traits
    treated = sum(kind == THERAPY for kind, _choice in shared)
    return treated - len(shared), -treated, one.key, one.pk


def nearest(entries: QuerySet, traits: Iterable[tuple], most: int) -> list[tuple]:
    """The ranks of the first `most` conditions like a page with these traits. One query.

    It reads the entries of these traits alone, however many there are of others.
    """
    treated = Q(kind=THERAPY)
    found = entries.filter(having(traits)).order_by().values("condition", "key")
    counted = found.annotate(
        felt=Count("pk", filter=~treated), treated=Count("pk", filter=treated)
    ).order_by("-felt", "-treated", "key", "condition")
    names = ("felt", "treated", "key", "condition")
    rows = counted.values_list(*names)[:most]
    return [(-felt, -treated, bytes(key), pk) for felt, treated, key, pk in rows]


def having(traits: Iterable[tuple]) -> Q:
    """Of entries: that they are of one of these traits."""
    choices = defaultdict(list)
    for kind, choice in traits:
        choices[kind].append(choice)
    any_of = Q(pk__in=[])
    for kind, pks in choices.items():
        any_of |= Q(kind=kind, choice__in=pks)
    # The first two are a range of the index each; SQLite finds none in an "or".
    return Q(kind__in=list(choices), choice__in=list(chain(*choices.values()))) & any_of


# --- On a visit ----------------------------------------------------------------------------------


def related_to(page) -> list:
    """The published, public conditions beside `page` that are most like it, the nearest first.

    Like `page` as it is in memory. However many there are, three queries at most beside those for
    its own places and symptoms.
    """
    traits, above = traits_of(page), ancestors(page)
    if not (traits and above):
        return []
    entries = public_entries(above[-1].path, parent=above[-1].pk)
    entries = entries.exclude(condition__in=same_as(page.pk, sources()))
    return conditions_with([pk for *_score, pk in nearest(entries, traits, MOST)])


def traits_of(page) -> frozenset:
    """Of a condition as it is in memory."""
    places = _traits(FilterKind.WHERE.value, (area.pk for area in page.felt_in))
    symptoms = _traits(FilterKind.SYMPTOM.value, (symptom.pk for symptom in page.felt_as))
    return frozenset(places | symptoms | _visible(named_in_body(page)))


def _traits(kind: str, keys: Iterable[int]) -> set[tuple]:
    """One for those that are translations of each other."""
    return {(kind, one_choice(kind, pk)) for pk in keys}


def _visible(page_ids: set[int]) -> set[tuple]:
    """The traits that these pages are: therapies which every visitor may see, in whatever
    language. One query."""
    if not page_ids:
        return set()
    therapies = Page.objects.live().filter(content_type__in=therapy_types())
    found = public(therapies.filter(versions_of(Page, page_ids)))
    return _traits(THERAPY, found.values_list("pk", flat=True))


# --- After a change ------------------------------------------------------------------------------


def therapies_beside(page, before: dict, after: dict) -> set[int]:
    """The therapies of its tree that list such a page as `page`, and began or ceased to."""
    page_ids = set(before.get("named_therapies", ())) ^ set(after.get("named_therapies", ()))
    if not page_ids:
        return set()
    therapies = Page.objects.filter(
        versions_of(Page, page_ids),
        content_type__in=therapy_types(),
        path__startswith=tree_of(page.path),
    )
    return set(therapies.values_list("pk", flat=True))


def conditions_beside(page, before: dict, after: dict) -> set[int]:
    """The conditions beside `page` in whose computed lists it has come, gone or moved."""
    was, is_now = (_likeness_in(page.pk, state) for state in (before, after))
    parent = page.get_parent() if was != is_now else None
    if parent is None:
        return set()
    lists = Siblings(parent)
    return {pk for pk, _place in lists.places_of(was).items() ^ lists.places_of(is_now).items()}


def conditions_listing(page_ids: list[int]) -> set[int]:
    """The conditions in whose computed lists these stand, or would if visitors might see them."""
    entries = ConditionEntry.objects.filter(condition__in=page_ids).order_by()
    told = defaultdict(set)
    for parent, pk in entries.values_list("parent", "condition").distinct():
        told[parent].add(pk)
    found: set[int] = set()
    for parent in Page.objects.filter(pk__in=told):
        lists = Siblings(parent, told[parent.pk])
        if lists.has_others:
            found |= {pk for one in lists.told() for pk in lists.places_of(one)}
    return found


def _likeness_in(pk: int, state: dict) -> Likeness | None:
    """Of the condition with this published state (see `changes.state`); None for a draft's."""
    if not state:
        return None
    entries = [each for each in entries_of(pk, 0, state) if each.kind != FilterKind.LETTER]
    named = {each.choice for each in entries if each.kind == THERAPY}
    felt = {(each.kind, each.choice) for each in entries if each.kind != THERAPY}
    return Likeness(pk, key_of(state["title"]), frozenset(felt | _visible(named)))


def _paths_of_choices(model: type[Page]) -> list[str]:
    """Where editors choose them in such a page, as in ReferenceIndex.model_path.

    A host's block counts where it shows one page and always stands there. One that it misses tells
    pages in vain, and leaves none out.
    """
    found = {
        f"body.{name}.{block.meta.shows}"
        for each in built_on(model)
        for name, block in each._meta.get_field("body").stream_block.child_blocks.items()
        if isinstance(block, ShownPageBlock) and block.meta.value_class.slot == Slot.RELATED
    }
    return sorted(found)


class Siblings:
    """The published conditions under one page, and which of them list which.

    Nothing is asked of those that have nothing in common with the one in question, and of the
    others only of those in whose lists it may be.
    """

    def __init__(self, parent: Page, told=frozenset()):
        """told: those of whose lists nobody asks."""
        self._parent, self._told = parent, told
        # With the names in it: each published condition has one.
        self._entries = ConditionEntry.objects.filter(parent=parent.pk).order_by()
        self._nearest: dict[frozenset, list[tuple]] = {}
        self._sources = sources()

    @property
    def has_others(self) -> bool:
        return self._entries.exclude(condition__in=self._told).exists()

    def told(self) -> list[Likeness]:
        return self._likenesses(self._entries.filter(condition__in=self._told))

    def places_of(self, one: Likeness | None) -> dict[int, int]:
        """{pk: place in its list} of the conditions that list `one`.

        As if visitors may see it, and while the others are as they are stored.
        """
        if one is None or not one.traits:
            return {}
        entries = self._entries.filter(having(one.traits)).exclude(condition=one.pk)
        near = _near(one, self._read(entries), self._hidden(), self._sources)
        pages = self._listing(set(near) - self._told)
        places = {page.pk: self._place_in(page, one) for page in pages}
        return {pk: place for pk, place in places.items() if place < MOST}

    def _listing(self, page_ids: set[int]) -> list[Likeness]:
        """Those of these pages that have a computed list."""
        model = ConditionEntry._meta.get_field("condition").related_model
        pages = model.objects.filter(pk__in=page_ids)
        chosen = referring_at(_paths_of_choices(model), pages) if page_ids else set()
        return self._likenesses(self._entries.filter(condition__in=page_ids - chosen))

    def _likenesses(self, entries: QuerySet) -> list[Likeness]:
        found = self._read(entries)
        therapies = {pk for each in found for kind, pk in each.traits if kind == THERAPY}
        visible = _visible(therapies)
        unseen = {(THERAPY, pk) for pk in therapies} - visible
        return [each._replace(traits=each.traits - unseen) for each in found]

    @staticmethod
    def _read(entries: QuerySet) -> list[Likeness]:
        """The conditions of these entries, with no traits but those. One query."""
        traits, keys = defaultdict(set), {}
        rows = entries.exclude(kind=FilterKind.LETTER)
        for pk, kind, choice, key in rows.values_list("condition", "kind", "choice", "key"):
            traits[pk].add((kind, choice))
            keys[pk] = key
        return [Likeness(pk, bytes(keys[pk]), frozenset(each)) for pk, each in traits.items()]

    def _hidden(self) -> set[int]:
        """Those that no list shows, since they are private, or repeat others."""
        above = self._parent.path
        paths = [path for path in restricted_paths() if path.startswith(above)]
        if restricted_at(above):
            return set(self._entries.values_list("condition", flat=True).distinct())
        private = Page.objects.filter(path__in=paths).values_list("pk", flat=True)
        return {*private, *repeating()}

    def _place_in(self, page: Likeness, one: Likeness) -> int:
        own = rank(one, page.traits)
        besides = {one.pk, *same_as(page.pk, self._sources)}
        others = (each for each in self._nearest_to(page) if each[-1] not in besides)
        return sum(each < own for each in others)

    def _nearest_to(self, page: Likeness) -> list[tuple]:
        """The first ones, `page` itself, what it repeats and another one among them."""
        if page.traits not in self._nearest:
            entries = public_entries(self._parent.path, parent=self._parent.pk)
            self._nearest[page.traits] = nearest(entries, page.traits, MOST + 3)
        return self._nearest[page.traits]


def _near(one: Likeness, sharing: list[Likeness], hidden: set[int], known: dict) -> list[int]:
    """The primary keys of those in whose lists `one` may be; few, where many share something.

    sharing: all that share a trait with `one`, with these traits alone; known: `sources()`

    Who has all that a page shares with `one`, too, is as near to that page as `one` is, or nearer;
    where three such come first by their titles, `one` is not in its list.
    """
    alike = defaultdict(list)
    for each in sharing:
        if each.pk not in hidden:
            alike[each.traits].append(each)
    first = {traits: nsmallest(MOST + 1, found, key=_order) for traits, found in alike.items()}
    nearer = {shared: _nearer(one, shared, first) for shared in {each.traits for each in sharing}}
    others = ((each.pk, nearer[each.traits] - same_as(each.pk, known)) for each in sharing)
    return [pk for pk, found in others if len(found) < MOST]


def _nearer(one: Likeness, shared: frozenset, first: dict) -> set[int]:
    """Of those that have all of `shared` some that are nearer than `one` to whoever shares it. What
    else they have in common with `one`, that page may lack."""
    wider = (each for traits, found in first.items() if shared <= traits for each in found)
    return {each.pk for each in wider if _order(each) < _order(one)}


def _order(one: Likeness) -> tuple:
    return one.key, one.pk
