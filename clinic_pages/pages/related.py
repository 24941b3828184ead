"""Conditions like a condition, for a page on which the editor chose none: computed, never stored.

What two conditions have in common decides, and their titles: nothing else of the site does. So a
change of one condition concerns the pages in whose list it comes, goes or moves, and no others.
"""

from collections import defaultdict
from collections.abc import Iterable
from heapq import nsmallest
from typing import NamedTuple

from django.db.models import QuerySet
from wagtail.models import Page

from ..blocks.base import ShownPageBlock, Slot
from ..lib.references import built_on, named_in_body, naming, referring_at, therapy_types, tree_of
from ..lib.visibility import public
from .finding_aids import ConditionBodyArea, ConditionSymptom
from .names import sort_key

# How many are shown.
MOST = 3


class Likeness(NamedTuple):
    """What a condition is compared by.

    key: its title, to sort by
    felt: {("place", pk), ("symptom", pk), ...}
    treated: the primary keys of the therapies that it names
    """

    pk: int
    key: str
    felt: frozenset
    treated: frozenset


def rank(one: Likeness, other: Likeness) -> tuple | None:
    """Of `other` among those like `one`: the smallest is the nearest. None without likeness.

    What is felt alike comes first, then what is treated alike.
    """
    felt, treated = len(one.felt & other.felt), len(one.treated & other.treated)
    return (-felt, -treated, other.key, other.pk) if felt or treated else None


def nearest(one: Likeness, others: Iterable[Likeness], most: int) -> list[tuple]:
    """The ranks of the first `most` of `others`."""
    return nsmallest(most, filter(None, (rank(one, other) for other in others)))


# --- On a visit ----------------------------------------------------------------------------------


def related_to(page, siblings: QuerySet) -> list:
    """The public ones of `siblings`, published conditions, that are most like `page`, the nearest
    first.

    Like `page` as it is in memory. However many there are, eight queries at most beside those for
    its own places and symptoms.
    """
    own = _likeness_of(page)
    if not (own.felt or own.treated):
        return []
    felt, treated = _felt(siblings, own.felt), _treated(siblings, own.treated)
    if not (felt or treated):
        return []
    others = _likenesses(public(siblings), felt, treated)
    found = [pk for *_score, pk in nearest(own, others, MOST)]
    pages = siblings.model.objects.in_bulk(found)
    return [pages[pk] for pk in found if pk in pages]


def _likeness_of(page) -> Likeness:
    places = {("place", area.pk) for area in page.felt_in}
    symptoms = {("symptom", symptom.pk) for symptom in page.felt_as}
    treated = visible_therapies(named_in_body(page))
    return Likeness(page.pk, "", frozenset(places | symptoms), frozenset(treated))


def _likenesses(conditions: QuerySet, felt: dict, treated: dict) -> list[Likeness]:
    return [
        Likeness(pk, sort_key(title), frozenset(felt.get(pk, ())), frozenset(treated.get(pk, ())))
        for pk, title in conditions.values_list("pk", "title")
    ]


def _felt(conditions: QuerySet, among=None) -> dict[int, set]:
    """{condition's pk: its places and symptoms}, of `among` if given. Two queries."""
    found = defaultdict(set)
    for kind, model, name in (
        ("place", ConditionBodyArea, "body_area"),
        ("symptom", ConditionSymptom, "symptom"),
    ):
        rows = model.objects.filter(condition__in=conditions.order_by().values("pk"))
        if among is not None:
            rows = rows.filter(**{f"{name}__in": [pk for each, pk in among if each == kind]})
        for condition, pk in rows.order_by().values_list("condition", name):
            found[condition].add((kind, pk))
    return found


def _treated(conditions: QuerySet, among=None) -> dict[int, set]:
    """{condition's pk: the therapies that it names}, of `among` if given, else of those that every
    visitor may see. Two queries."""
    pairs = naming(conditions.model, sources=conditions, targets=among)
    visible = visible_therapies({pk for _condition, pk in pairs}) if among is None else among
    found = defaultdict(set)
    for condition, pk in pairs:
        if pk in visible:
            found[condition].add(pk)
    return found


def visible_therapies(page_ids: set[int]) -> set[int]:
    """Those of these pages that are therapies which every visitor may see. One query."""
    if not page_ids:
        return set()
    therapies = Page.objects.live().filter(pk__in=page_ids, content_type__in=therapy_types())
    return set(public(therapies).values_list("pk", flat=True))


# --- After a change ------------------------------------------------------------------------------


def therapies_beside(page, before: dict, after: dict) -> set[int]:
    """The therapies of its tree that list such a page as `page`, and began or ceased to."""
    page_ids = set(before.get("named_therapies", ())) ^ set(after.get("named_therapies", ()))
    if not page_ids:
        return set()
    therapies = Page.objects.filter(
        pk__in=page_ids, content_type__in=therapy_types(), path__startswith=tree_of(page.path)
    )
    return set(therapies.values_list("pk", flat=True))


def conditions_beside(pk: int, before: dict, after: dict, siblings: QuerySet) -> set[int]:
    """Those of `siblings` in whose computed lists the condition `pk` has come, gone or moved."""
    was, is_now = likeness_in(pk, before), likeness_in(pk, after)
    if was == is_now:
        return set()
    lists = Siblings(siblings)
    return {pk for pk, _place in lists.places_of(was).items() ^ lists.places_of(is_now).items()}


def likeness_in(pk: int, state: dict) -> Likeness | None:
    """Of the condition with this published state (see `changes.state`); None for a draft's."""
    if not state:
        return None
    places = {("place", row["body_area"]) for row in state["body_areas"]}
    symptoms = {("symptom", row["symptom"]) for row in state["symptoms"]}
    treated = frozenset(state["named_therapies"])
    return Likeness(pk, sort_key(state["title"]), frozenset(places | symptoms), treated)


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
    """The conditions at one place in the tree, and which of them list which. Ten queries."""

    def __init__(self, conditions: QuerySet, told=frozenset()):
        """conditions: all that are there, drafts too. told: those of whose lists nobody asks."""
        found = _likenesses(conditions, _felt(conditions), _treated(conditions))
        self.all = {each.pk: each for each in found}
        # Those that have a computed list, and those that may be in one.
        live = set(conditions.live().values_list("pk", flat=True))
        self._listing = (
            (live & self.all.keys())
            - referring_at(_paths_of_choices(conditions.model), conditions)
            - told
        )
        listed = set(public(conditions.live()).values_list("pk", flat=True))
        self._listed = [each for each in found if each.pk in listed]
        self._nearest: dict[tuple, list[tuple]] = {}

    def places_of(self, one: Likeness | None) -> dict[int, int]:
        """{pk: place in its list} of the published conditions that list `one`.

        As if visitors may see it, and while the others are as they are stored.
        """
        if one is None:
            return {}
        places = {pk: self._place_in(self.all[pk], one) for pk in self._listing - {one.pk}}
        return {pk: place for pk, place in places.items() if place < MOST}

    def _place_in(self, page: Likeness, one: Likeness) -> int:
        own = rank(page, one)
        if own is None:
            return MOST
        others = [each for each in self._nearest_to(page) if each[-1] not in (page.pk, one.pk)]
        return sum(each < own for each in others)

    def _nearest_to(self, page: Likeness) -> list[tuple]:
        """The first ones, `page` itself and another one among them."""
        like = page.felt, page.treated
        if like not in self._nearest:
            self._nearest[like] = nearest(page, self._listed, MOST + 2)
        return self._nearest[like]
