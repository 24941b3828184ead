"""Who shows me? Which pages' output shows an object.

References come from Wagtail's ReferenceIndex, so no page is opened to answer, and pages that have
nothing to do with the object cost nothing. What no reference tells comes from the tree: lists,
breadcrumbs, inherited booking snippets, site-wide settings, and what a host adds by the hook
`clinic_pages_dependents`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet
from wagtail import hooks
from wagtail.models import Page, get_page_models

from ..lib.facets import ALL, BOOKING, CARD, FINDING, LINK, NAME, facets_at, facets_with
from ..lib.languages import are_several, versions_of
from ..lib.references import content_type_of, naming, rows_to, tree_of
from ..pages import therapies
from ..pages.base import ClinicPage
from ..pages.clinic import ClinicSettings
from ..pages.condition_entries import ConditionEntry, FilterKind
from ..pages.conditions import ConditionPage
from ..pages.practitioners import PractitionerPage
from ..pages.related import conditions_listing
from ..pages.therapies import TherapyPage
from ..pages.tree import inheriting_pages
from .versions import Target, in_place, locales_of

# What comes along with where a page is, and whether it is there.
ADDRESS = {NAME, LINK}


class Referrer(NamedTuple):
    """Where something refers to `target`, or to what that is shown in place of."""

    target: Target
    model: type
    pk: str
    path: str


def pages_showing(obj, facets: Iterable[str] = ALL, with_drafts: bool = False) -> QuerySet[Page]:
    """The published pages whose output shows one of these facets of `obj`, by title.

    A published page shows itself. Restricted pages count: they have readers too.

    with_drafts: after them the pages that were never published, or are not any more, and name it

    obj: a page, booking snippet, image, document, ClinicSettings, or anything else that Wagtail's
        ReferenceIndex knows.
    """
    found = page_ids_showing([Target(type(obj), str(obj.pk), frozenset(facets))])
    if isinstance(obj, Page):
        found.add(obj.pk)
    return in_order(Page.objects.filter(pk__in=found), with_drafts)


def in_order(pages: QuerySet[Page], with_drafts: bool = False) -> QuerySet[Page]:
    """The published ones by title; after them drafts, if they are wanted."""
    return (pages if with_drafts else pages.live()).order_by("-live", "title", "pk")


def page_ids_showing(targets: Iterable[Target], leaving: bool = False) -> set[int]:
    """Primary keys of pages, published or not, whose output would show one of `targets`.

    Transitive: an image is shown by a therapy, whose block is shown by a condition.
    leaving: see `versions.in_place`
    """
    found: set[int] = set()
    done: dict[tuple, set[str]] = defaultdict(set)
    queue = list(targets)
    while queue:
        fresh = _not_done(queue, done)
        queue = [*_from_references(fresh, found, leaving), *_aliases_of(fresh, found)]
        found |= _from_tree([each for each in fresh if issubclass(each.model, Page)])
        for each in fresh:
            if each.model is ClinicSettings:
                found |= _on_site_of(each)
    return found


def _not_done(queue: list[Target], done: dict) -> list[Target]:
    """What of `queue` has not been looked at, so that circles of references end."""
    fresh = []
    for each in queue:
        seen = done[content_type_of(each.model).pk, each.pk, each.locales]
        if left := each.facets - seen:
            fresh.append(each._replace(facets=frozenset(left)))
            seen |= left
    return fresh


def _from_references(targets: list[Target], found: set[int], leaving: bool) -> list[Target]:
    """Adds to `found` the pages that refer to `targets`; returns what to look for next."""
    following = []
    for each in _referrers(targets, leaving):
        if issubclass(each.model, Page):
            found.add(int(each.pk))
        if shown := _shown_further(each.model, each.path):
            locales = each.target.locales if shown == {BOOKING} else None
            following.append(Target(each.model, each.pk, shown, locales))
    return following


def _referrers(targets: Iterable[Target], leaving: bool = False) -> Iterator[Referrer]:
    """Who refers to `targets`, and has readers who see them."""
    found = list(_all_referrers(in_place(targets, leaving)))
    limited = {int(each.pk) for each in found if each.target.locales and _is_page(each)}
    locales = locales_of(limited)
    for each in found:
        is_limited = each.target.locales is not None and _is_page(each)
        if not is_limited or locales.get(int(each.pk)) in each.target.locales:
            yield each


def _is_page(referrer: Referrer) -> bool:
    return issubclass(referrer.model, Page)


def _all_referrers(targets: list[Target]) -> Iterator[Referrer]:
    wanted = defaultdict(list)
    for each in targets:
        wanted[content_type_of(each.model).pk, each.pk].append(each)
    for type_id, pk, path, source_type, source_pk in rows_to(wanted):
        source = ContentType.objects.get_for_id(source_type).model_class()
        shown = facets_at(source, path) if source else frozenset()
        for each in wanted[type_id, pk]:
            if shown & each.facets:
                yield Referrer(each, source, source_pk, path)


def _aliases_of(targets: list[Target], found: set[int]) -> list[Target]:
    """Adds to `found` the aliases of these pages, which name their address; returns who shows them
    to look for, since it hangs on the source whether lists have an alias."""
    pages = (each for each in targets if issubclass(each.model, Page))
    moved = [each.pk for each in pages if each.facets & ADDRESS]
    if not moved:
        return []
    aliases = set(Page.objects.filter(alias_of__in=moved).values_list("pk", flat=True))
    found |= aliases
    return [Target(Page, str(pk), frozenset({NAME})) for pk in aliases]


@cache
def _shown_further(source: type, path: str) -> frozenset[str]:
    """The facets of `source` that change when what it refers to at `path` does."""
    root = path.split(".")[0]
    if root in ("booking_snippet", "default_booking_snippet"):
        return frozenset({BOOKING})
    if issubclass(source, Page):
        return facets_with(source, root)
    return ALL


def _from_tree(targets: list[Target]) -> set[int]:
    """The pages that show these pages without referring to them."""
    facets_of = {int(each.pk): each.facets for each in targets}
    found: set[int] = set()
    # The same for all of a type under one parent, which may be thousands.
    listed = defaultdict(set)
    for page in Page.objects.filter(pk__in=facets_of):
        facets = facets_of[page.pk]
        family = page.content_type_id, page.path[: -page.steplen]
        if fresh := facets - listed[family]:
            listed[family] |= fresh
            found |= _lists_of(page, fresh)
        if NAME in facets and page.numchild:
            # Their breadcrumbs.
            found |= set(page.get_descendants().live().values_list("pk", flat=True))
        if BOOKING in facets and page.numchild:
            found |= set(inheriting_pages(page.path).values_list("pk", flat=True))
        for dependents_of in hooks.get_hooks("clinic_pages_dependents"):
            found |= set(dependents_of(page, facets).values_list("pk", flat=True))
    found |= _therapies_telling_of(facets_of) | _therapies_with_link_to(facets_of)
    found |= _translations_of(facets_of)
    return found | _lists_naming(targets) | _conditions_like(facets_of)


def _translations_of(facets_of: dict[int, frozenset[str]]) -> set[int]:
    """The pages that name these as the same in another language (`hreflang`)."""
    moved = [pk for pk, facets in facets_of.items() if LINK in facets]
    if not (moved and are_several()):
        return set()
    return set(Page.objects.filter(versions_of(Page, moved)).values_list("pk", flat=True))


def _therapies_telling_of(facets_of: dict[int, frozenset[str]]) -> set[int]:
    """The therapies whose pages list the conditions and practitioners that name them."""
    pairs: set[tuple[int, int]] = set()
    for model, facets in ((ConditionPage, {NAME}), (PractitionerPage, {NAME, CARD})):
        sources = [pk for pk, changed in facets_of.items() if changed & facets]
        pairs |= naming(model, sources=sources)
    if not pairs:
        return set()
    trees = {pk: tree_of(path) for pk, path in _paths({source for source, _named in pairs})}
    named = TherapyPage.objects.filter(versions_of(TherapyPage, {pk for _source, pk in pairs}))
    stored = list(named.values_list("pk", "translation_key", "path"))
    keys = {pk: key for pk, key, _path in stored}
    wanted = {(keys.get(pk), trees.get(source)) for source, pk in pairs}
    return {pk for pk, key, path in stored if (key, tree_of(path)) in wanted}


def _therapies_with_link_to(facets_of: dict[int, frozenset[str]]) -> set[int]:
    """The therapies named by so many conditions that their pages refer to the lists of these."""
    changed = [pk for pk, facets in facets_of.items() if NAME in facets]
    entries = ConditionEntry.objects.filter(kind=FilterKind.THERAPY).order_by()
    listed = entries.filter(parent__in=changed).values("choice")
    counted = entries.filter(choice__in=listed).values("choice").annotate(count=Count("pk"))
    many = set(counted.filter(count__gt=therapies.MOST_CONDITIONS).values_list("choice", flat=True))
    if not (many and are_several()):
        return many
    told = TherapyPage.objects.filter(versions_of(TherapyPage, many))
    return set(told.values_list("pk", flat=True))


def _paths(page_ids) -> QuerySet:
    return Page.objects.filter(pk__in=page_ids).values_list("pk", "path")


def _conditions_like(facets_of: dict[int, frozenset[str]]) -> set[int]:
    """The conditions in whose computed lists these stand, or would if visitors might see them."""
    shown = [pk for pk, facets in facets_of.items() if facets & {NAME, CARD}]
    return conditions_listing(shown) if shown else set()


def _lists_naming(targets: list[Target]) -> set[int]:
    """The lists of conditions that name the therapies which their conditions offer."""
    named = {int(each.pk): each for each in targets if NAME in each.facets}
    renamed = TherapyPage.objects.filter(pk__in=named).values_list("pk", flat=True)
    told = [named[pk]._replace(facets=frozenset({NAME})) for pk in renamed]
    found = _referrers(told) if told else ()
    offering = {int(each.pk) for each in found if issubclass(each.model, ConditionPage)}
    pages = Page.objects.live().filter(pk__in=offering)
    families = {page.path[: -page.steplen]: page for page in pages}
    return set().union(*(_lists_of(page, {FINDING}) for page in families.values()))


def _lists_of(page: Page, facets: set[str] | frozenset[str]) -> set[int]:
    """The pages above `page` that list pages of its type with one of these facets."""
    kind = page.cached_content_type.model_class()
    above = [page.path[:end] for end in range(page.steplen, len(page.path), page.steplen)]
    found: set[int] = set()
    for model in get_page_models():
        if not issubclass(model, ClinicPage) or not facets & set(model.lists_facets):
            continue
        if kind in model.listed_types():
            found |= set(model.objects.filter(path__in=above).values_list("pk", flat=True))
    return found


def _on_site_of(target: Target) -> set[int]:
    """The pages of a clinic's site; where only its booking snippet changed, those that show it."""
    clinic = ClinicSettings.objects.select_related("site__root_page").filter(pk=target.pk).first()
    if clinic is None:
        return set()
    front, found = clinic.site.root_page, set()
    fronts = Page.objects.filter(versions_of(Page, [front.pk])) if are_several() else [front]
    for each in fronts:
        if target.locales and each.locale_id not in target.locales:
            continue
        found |= set(_handed_down(each, target.facets).values_list("pk", flat=True))
    return found


def _handed_down(front: Page, facets: frozenset[str]) -> QuerySet[Page]:
    if facets == {BOOKING}:
        return inheriting_pages(front.path, inclusive=True)
    return front.get_descendants(inclusive=True).live()
