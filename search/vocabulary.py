"""By which names the public pages of a site are known: what ranks, corrects and suggests goes by
them. A few columns of each page, cached until a page changes."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, get_page_models

from clinic_pages.lib.visibility import public
from clinic_pages.models import (
    ConditionBodyArea,
    ConditionPage,
    ConditionSymptom,
    PageFreshness,
    PractitionerPage,
    TherapyPage,
)
from clinic_pages.pages.names import split_names

from .words import content_words, stems, words_of

# The kinds of results: value, heading of the group.
CONDITION, THERAPY, PERSON, OTHER = "condition", "therapy", "person", "other"
KINDS = {
    CONDITION: _("Conditions"),
    THERAPY: _("Therapies"),
    PERSON: _("People"),
    OTHER: _("Other pages"),
}
MODELS = {ConditionPage: CONDITION, TherapyPage: THERAPY, PractitionerPage: PERSON}

# What a name is to its page.
TITLE, ALTERNATE, FINDING, DESCRIPTION = "title", "alternate", "finding", "description"
DESCRIPTIONS = ("role", "lead", "summary", "search_description")

CACHE_SECONDS = 24 * 60 * 60


class Name(NamedTuple):
    text: str
    role: str
    words: tuple[str, ...]
    stems: frozenset[str]


class Entry(NamedTuple):
    """One page, and all that it is known by."""

    page_id: int
    kind: str
    is_list: bool
    names: tuple[Name, ...]


class Vocabulary:
    def __init__(self, entries: Iterable[Entry]):
        self.entries = {entry.page_id: entry for entry in entries}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of a name, as it is written there; descriptions left out."""
        return frozenset(
            word
            for entry in self.entries.values()
            for name in entry.names
            if name.role != DESCRIPTION
            for word in name.words
        )

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stems(self.words))


def visible_pages(site):
    """The published, public pages of `site`: all that search may ever show."""
    return public(Page.objects.live().descendant_of(site.root_page, inclusive=True))


def vocabulary_of(site) -> Vocabulary:
    """Two queries, and a handful more after a page has changed."""
    key, version = f"search.vocabulary.{site.pk}.{site.root_page_id}", _version()
    held = cache.get(key)
    if held is None or held[0] != version:
        held = version, list(_entries(site))
        cache.set(key, held, CACHE_SECONDS)
    return Vocabulary(held[1])


def _version() -> tuple:
    """Another one whenever a page has changed, whichever process changed it."""
    pages = Page.objects.live().aggregate(Max("last_published_at"), Count("pk"))
    fresh = PageFreshness.objects.aggregate(Max("changed_at"))
    return *pages.values(), *fresh.values()


def _entries(site) -> Iterable[Entry]:
    pages = visible_pages(site)
    found_by = _finding_names(pages)
    for model in get_page_models():
        has = {field.name for field in model._meta.get_fields()}
        columns = ["title", *({"alternate_names", *DESCRIPTIONS} & has)]
        rows = model.objects.exact_type(model).filter(pk__in=pages.values("pk"))
        for row in rows.values("pk", *columns):
            names = [*_own_names(row), *found_by[row["pk"]]]
            is_list = bool(getattr(model, "lists", ()))
            yield Entry(row["pk"], kind_of(model), is_list, tuple(names))


def kind_of(model) -> str:
    return next((kind for base, kind in MODELS.items() if issubclass(model, base)), OTHER)


def _own_names(row: dict) -> Iterable[Name]:
    yield _name(row["title"], TITLE)
    for name in split_names(row.get("alternate_names", "")):
        yield _name(name, ALTERNATE)
    for column in DESCRIPTIONS:
        if text := row.get(column):
            yield _name(text, DESCRIPTION)


def _finding_names(pages) -> dict[int, list[Name]]:
    """What visitors find conditions by, for each condition's key: symptoms and places."""
    names = defaultdict(list)
    # In the order of `ConditionPage.finding_words`.
    for model, aid in ((ConditionBodyArea, "body_area"), (ConditionSymptom, "symptom")):
        rows = model.objects.filter(condition__in=pages.values("pk")).order_by("sort_order")
        for pk, name, others in rows.values_list(
            "condition_id", f"{aid}__name", f"{aid}__alternate_names"
        ):
            names[pk] += [_name(each, FINDING) for each in (name, *split_names(others))]
    return names


def _name(text: str, role: str) -> Name:
    words = words_of(text)
    return Name(text, role, words, frozenset(stems(content_words(words))))
