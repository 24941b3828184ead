"""By which names pages are known: what ranks goes by them. Read for a few pages at a time."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from clinic_pages.lib.aliases import without_repeats
from clinic_pages.lib.facts import fact, known_of_each
from clinic_pages.lib.sites import visited_front_of
from clinic_pages.lib.visibility import public
from clinic_pages.models import (
    ConditionBodyArea,
    ConditionPage,
    ConditionSymptom,
    PractitionerPage,
    TherapyPage,
)

from .indexing import ALTERNATE, CODE, DESCRIPTION, FINDING, TITLE
from .known_names import KnownName
from .words import content_words, stems

__all__ = ["ALTERNATE", "CODE", "DESCRIPTION", "FINDING", "TITLE", "Entry", "Name", "entries_of"]

# The kinds of results: value, heading of the group.
CONDITION, THERAPY, PERSON, OTHER = "condition", "therapy", "person", "other"
KINDS = {
    CONDITION: _("Conditions"),
    THERAPY: _("Therapies"),
    PERSON: _("People"),
    OTHER: _("Other pages"),
}
MODELS = {ConditionPage: CONDITION, TherapyPage: THERAPY, PractitionerPage: PERSON}


class Name:
    """A name as it is compared. Of those that pages share there is one."""

    def __init__(self, text: str, role: str, words: str):
        self.text = text
        self.role = role
        self.words = tuple(words.split())

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stems(content_words(self.words)))


class Entry(NamedTuple):
    """One page, and all that it is known by. path: in the tree."""

    page_id: int
    path: str
    kind: str
    is_list: bool
    names: tuple[Name, ...]


def visible_pages(site):
    """The published, public pages of `site` in the visitor's language, each once: all that search
    may ever show."""
    return without_repeats(public(Page.objects.live().filter(path__startswith=root_of(site))))


def root_of(site) -> str:
    """The path of the page below which visitors search: the site's root in their language, else as
    it is."""
    return visited_front_of(site).path


def entries_of(site, page_ids: Iterable[int]) -> dict[int, Entry]:
    """The visible ones of these pages, in their order. No query for those that are known."""
    known = known_of_each(_load_entries, page_ids)
    root = root_of(site)
    return {pk: entry for pk, entry in known.items() if entry and entry.path.startswith(root)}


def _load_entries(page_ids: list[int]) -> dict[int, Entry | None]:
    """None for what visitors may not see. Four queries."""
    rows = without_repeats(public(Page.objects.live())).filter(pk__in=page_ids).order_by()
    seen = {pk: (path, kind) for pk, path, kind in rows.values_list("pk", "path", "content_type")}
    own, found_by = _own_names(seen), _finding_names(seen)
    return {
        pk: _entry(pk, *seen[pk], (*own[pk], *found_by[pk])) if pk in seen else None
        for pk in page_ids
    }


def _entry(pk: int, path: str, type_id: int, names: tuple[Name, ...]) -> Entry:
    model = ContentType.objects.get_for_id(type_id).model_class() or Page
    return Entry(pk, path, kind_of(model), bool(getattr(model, "lists", ())), names)


def kind_of(model) -> str:
    return next((kind for base, kind in MODELS.items() if issubclass(model, base)), OTHER)


def _own_names(page_ids: Iterable[int]) -> dict[int, list[Name]]:
    found = defaultdict(list)
    rows = KnownName.objects.filter(page__in=list(page_ids)).order_by("pk")
    for pk, text, role, words in rows.values_list("page", "text", "role", "words"):
        found[pk].append(Name(text, role, words))
    return found


def _finding_names(page_ids: Iterable[int]) -> dict[int, list[Name]]:
    """What visitors find conditions by, for each condition's key: symptoms and places."""
    names = defaultdict(list)
    # In the order of `ConditionPage.finding_words`.
    for model, aid in ((ConditionBodyArea, "body_area"), (ConditionSymptom, "symptom")):
        rows = model.objects.filter(condition__in=list(page_ids)).order_by("sort_order")
        pairs = list(rows.values_list("condition", aid))
        of_aid = names_of_aids(aid)
        for condition, pk in pairs:
            names[condition] += of_aid.get(pk, ())
    return names


@fact
def names_of_aids(aid: str) -> dict[int, list[Name]]:
    """Of all places ("body_area") or symptoms, in all languages, by their keys: a clinic has some
    dozens."""
    found, keys = defaultdict(list), {}
    rows = KnownName.objects.filter(**{f"{aid}__isnull": False}).order_by("pk")
    for pk, key, *name in rows.values_list(aid, f"{aid}__translation_key", "text", "role", "words"):
        found[key].append(Name(*name))
        keys[pk] = key
    return {pk: found[key] for pk, key in keys.items()}
