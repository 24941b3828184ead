"""The index of a list of conditions: by what each of them is found there, sorted.

Stored, so that a list of ten thousand costs what one of ten does: the database finds, counts, sorts
and cuts by one index. `clinic_pages.finding` writes it whenever something changes.
"""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ..lib.aliases import repeating
from ..lib.facts import fact
from ..lib.languages import are_several
from ..lib.visibility import restricted_paths
from .names import sort_key, split_names

# Enough to tell names apart, and short enough for an index.
KEY_LENGTH = 80
# Under which stands what begins with no letter.
NO_LETTER = "#"


class FilterKind(models.TextChoices):
    """What conditions are found by; its value is a part of the address."""

    LETTER = "letter", _("Conditions from A to Z")
    WHERE = "where", _("Where it hurts")
    SYMPTOM = "symptom", _("Symptoms")
    THERAPY = "therapy", _("Therapies")


class ConditionEntry(models.Model):
    """A published condition under one of the things that it is found by.

    choice: the primary key of a place, symptom or therapy, of several translations the first one's;
        of a letter its code point
    key: sorts by name, without accents and capitals. As bytes, which every database compares alike
    name: under a letter the name that stands there
    """

    parent = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    condition = models.ForeignKey(
        "clinic_pages.ConditionPage", on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=8, choices=FilterKind)
    choice = models.BigIntegerField()
    key = models.BinaryField()
    name = models.TextField(blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(
                fields=["parent", "kind", "choice", "key", "condition"],
                name="clinic_condition_entry",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.choice}: {self.name or self.condition_id}"

    @property
    def content(self) -> tuple:
        return self.parent_id, self.kind, self.choice, bytes(self.key), self.name


def key_of(name: str) -> bytes:
    return sort_key(name)[:KEY_LENGTH].encode()


def letter_of(name: str) -> str:
    """Under which a name stands in the A to Z; "#" for what begins with no letter."""
    first = sort_key(name)[:1].upper()
    return first if first.isalpha() else NO_LETTER


# --- One choice in several languages ------------------------------------------------------------

CHOICES = {
    FilterKind.WHERE: "clinic_pages.BodyArea",
    FilterKind.SYMPTOM: "clinic_pages.Symptom",
    FilterKind.THERAPY: "clinic_pages.TherapyPage",
}


def one_choice(kind: str, pk: int) -> int:
    """What stands in the index for a place, symptom or therapy with this primary key: conditions
    may have chosen one in different languages, and are found together."""
    return _firsts(FilterKind(kind)).get(pk, pk)


@fact
def _firsts(kind: FilterKind) -> dict[int, int]:
    """{primary key: that of its first translation}. One query, none where there is one language."""
    if not are_several():
        return {}
    first: dict = {}
    chosen = apps.get_model(CHOICES[kind])._base_manager
    rows = chosen.order_by("pk").values_list("pk", "translation_key")
    return {pk: first.setdefault(key, pk) for pk, key in rows}


# --- Written ------------------------------------------------------------------------------------


def entries_of(pk: int, parent: int, state: dict) -> Iterator[ConditionEntry]:
    """Those of the condition `pk` in the published state `state`: none for a draft's."""
    if not state:
        return
    for kind, choice, name in (*_names(state), *_choices(state)):
        key = key_of(name or state["title"])
        yield ConditionEntry(
            parent_id=parent, condition_id=pk, kind=kind, choice=choice, key=key, name=name
        )


def _names(state: dict) -> list[tuple[str, int, str]]:
    names = dict.fromkeys([state["title"], *split_names(state["alternate_names"])])
    return [(FilterKind.LETTER.value, ord(letter_of(name)), name) for name in names]


def _choices(state: dict) -> set[tuple[str, int, str]]:
    chosen = {
        FilterKind.WHERE: (row["body_area"] for row in state["body_areas"]),
        FilterKind.SYMPTOM: (row["symptom"] for row in state["symptoms"]),
        FilterKind.THERAPY: state["named_therapies"],
    }
    return {(kind.value, one_choice(kind, pk), "") for kind, keys in chosen.items() for pk in keys}


def write_entries(entries: Iterable[ConditionEntry], condition_ids: Iterable[int]) -> None:
    """Makes `entries` all that these conditions have."""
    ConditionEntry.objects.filter(condition__in=list(condition_ids)).delete()
    ConditionEntry.objects.bulk_create(entries, batch_size=500)


def write_entries_of(pk: int, parent: int, state: dict) -> None:
    """The same for one condition, and only where they differ."""
    entries = list(entries_of(pk, parent, state))
    stored = ConditionEntry.objects.filter(condition=pk)
    if {each.content for each in entries} != {each.content for each in stored}:
        write_entries(entries, [pk])


# --- Read ---------------------------------------------------------------------------------------


def public_entries(path: str, **conditions) -> QuerySet:
    """The entries that every visitor may see, of lists at or under the tree path `path`; of a
    condition and its aliases those of one."""
    entries = ConditionEntry.objects.filter(**conditions).order_by("choice", "key", "pk")
    if repeats := repeating():
        entries = entries.exclude(condition__in=repeats)
    for private in restricted_paths():
        if path.startswith(private):
            return entries.none()
        # The page is joined only for what is private here.
        if private.startswith(path):
            entries = entries.exclude(condition__path__startswith=private)
    return entries


@fact
def parents_in(path: str) -> list[tuple[int, str]]:
    """(primary key, tree path) of the pages at or under `path` with conditions under them."""
    pages = Page.objects.filter(path__startswith=path, numchild__gt=0)
    has_entries = Exists(ConditionEntry.objects.filter(parent=OuterRef("pk")))
    return list(pages.filter(has_entries).order_by("path").values_list("pk", "path"))


def first_entries(path: str, most: int, **conditions) -> list[ConditionEntry]:
    """The first by name in all lists at or under `path`; of each list as many are read at most."""
    found = [
        entry
        for parent, at in parents_in(path)
        for entry in public_entries(at, parent=parent, **conditions)[:most]
    ]
    return sorted(found, key=lambda each: bytes(each.key))[:most]


def finding(model: type[models.Model], entries: QuerySet) -> QuerySet:
    """The objects of `model` that are a choice of one of these entries, of one kind."""
    found = entries.order_by().filter(choice=OuterRef("pk"))
    return model._default_manager.filter(Exists(found))


# What a card and an address are made of.
ON_CARDS = ("title", "summary", "slug", "live", "path", "depth", "url_path", "locale")


def conditions_of(entries: Iterable[ConditionEntry]) -> list:
    """The conditions of these entries, each once, in their order, as far as cards show them."""
    return conditions_with(list(dict.fromkeys(each.condition_id for each in entries)))


def conditions_with(keys: list[int]) -> list:
    """The same for primary keys."""
    model = ConditionEntry._meta.get_field("condition").related_model
    pages = model.objects.only(*ON_CARDS).in_bulk(keys)
    return [pages[pk] for pk in keys if pk in pages]
