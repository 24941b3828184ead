"""On pages in which languages an object is seen: there, and in place of what it translates.

A page shows the published translation, in its own language, of what an editor chose on it, else
what was chosen (`languages.version_for`). So a German page that chose the English therapy shows the
German one, and the English one only while no German one is published.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Model
from wagtail.models import Page, TranslatableMixin

from ..lib.facets import BOOKING
from ..lib.languages import are_several, codes, is_published, locales_of_aliases, versions_of


class Target(NamedTuple):
    """An object of which these facets are asked for. pk: as text, the way the index keeps it.

    locales: primary keys of the locales of the pages on which it is seen; None for all.
    """

    model: type
    pk: str
    facets: frozenset[str]
    locales: frozenset[int] | None = None


def in_place(targets: Iterable[Target], leaving: bool = False) -> list[Target]:
    """These, and what each of them is shown in place of. A query for each model that has
    translations; none where there is one language.

    leaving: whether they are about to go for good, so that a page which chose one loses it, even
        where it shows a translation.
    """
    targets = list(targets)
    if not are_several():
        return targets
    groups = _groups([each for each in targets if _has_versions(each)])
    return [
        version
        for each in targets
        for version in _versions(each, groups.get(_key(each), []), leaving)
    ]


def _has_versions(target: Target) -> bool:
    """Which booking box a page hands down is the business of its own tree."""
    return issubclass(target.model, TranslatableMixin) and target.facets != {BOOKING}


def _key(target: Target) -> tuple[type, str]:
    is_translatable = issubclass(target.model, TranslatableMixin)
    model = target.model.get_translation_model() if is_translatable else target.model
    return model, target.pk


def _groups(targets: list[Target]) -> dict[tuple, list[Model]]:
    """{(model, pk): all translations of it, itself among them}."""
    wanted = defaultdict(set)
    for model, pk in map(_key, targets):
        wanted[model].add(int(pk))
    found = {}
    for model, keys in wanted.items():
        stored = model._base_manager.filter(versions_of(model, keys))
        if model is Page:
            stored = stored.only("translation_key", "locale", "live", "path")
        groups = defaultdict(list)
        for each in stored:
            groups[each.translation_key].append(each)
            found[model, str(each.pk)] = groups[each.translation_key]
    return found


def _versions(target: Target, group: list[Model], leaving: bool) -> list[Target]:
    own = next((each for each in group if str(each.pk) == target.pk), None)
    if own is None or len(group) == 1:
        return [target]
    others = [each for each in group if each is not own]
    taken = set() if leaving else {each.locale_id for each in others if is_published(each)}
    here = target._replace(locales=frozenset(codes().keys() - taken) if taken else None)
    there = frozenset({own.locale_id})
    return [here, *(Target(target.model, str(each.pk), target.facets, there) for each in others)]


def locales_of(page_ids: Iterable[int]) -> dict[int, int]:
    """{primary key: the locale of its words} of these pages. One query, none for none."""
    page_ids = set(page_ids)
    if not page_ids:
        return {}
    stored = Page.objects.filter(pk__in=page_ids).values_list("pk", "locale")
    aliases = locales_of_aliases()
    return {pk: aliases.get(pk, locale) for pk, locale in stored}
