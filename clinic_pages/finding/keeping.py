"""Writes the entries of conditions."""

from collections import defaultdict

from django.db import transaction
from django.db.models import Model
from wagtail.models import Page

from ..changes.state import published_state
from ..lib.batches import in_batches
from ..lib.facts import asked_once
from ..lib.languages import are_several
from ..lib.references import naming, therapy_types
from ..pages.condition_entries import (
    ConditionEntry,
    entries_of,
    write_entries,
    write_entries_of,
)
from ..pages.condition_filters import MODELS
from ..pages.conditions import ConditionPage


def keep(page: Page, state: dict) -> None:
    """After a save. state: what is published of `page`, which may be no condition."""
    if not issubclass(page.specific_class or Page, ConditionPage):
        return
    if not isinstance(page, ConditionPage):
        # Saved as a bare page, which knows no names.
        page = page.specific
        state = published_state(page)
    write_entries_of(page.pk, page.get_parent().pk, state)


def keep_without(choice: Model) -> None:
    """After a place, symptom or therapy was deleted: those who had chosen it in another language
    are found by that now."""
    kind = next((kind for kind, each in MODELS.items() if isinstance(choice, each)), None)
    if kind and are_several():
        found = ConditionEntry.objects.filter(kind=kind, choice=choice.pk)
        for some in in_batches(sorted(set(found.values_list("condition", flat=True)))):
            write_for(some)


def keep_all() -> int:
    """Writes the entries of all conditions anew. Returns how many are published.

    What they name is read from Wagtail's ReferenceIndex.
    """
    ConditionEntry.objects.filter(condition__live=False).delete()
    page_ids = list(ConditionPage.objects.live().order_by("pk").values_list("pk", flat=True))
    for some in in_batches(page_ids):
        write_for(some)
    return len(page_ids)


@transaction.atomic
@asked_once()
def write_for(page_ids: list[int]) -> None:
    """Writes the entries of these published conditions anew. Six queries, and three more where
    there are several languages."""
    found = ConditionPage.objects.filter(pk__in=page_ids).defer("body")
    pages = list(found.prefetch_related("body_areas", "symptoms"))
    parents, named = _parents(pages), _named_therapies(page_ids)
    entries = [
        entry
        for page in pages
        for entry in entries_of(page.pk, parents[_above(page)], _state(page, named[page.pk]))
    ]
    write_entries(entries, page_ids)


def _state(page: ConditionPage, therapies: list[int]) -> dict:
    """What entries are made of in its published state."""
    return {
        "title": page.title,
        "alternate_names": page.alternate_names,
        "body_areas": [{"body_area": row.body_area_id} for row in page.body_areas.all()],
        "symptoms": [{"symptom": row.symptom_id} for row in page.symptoms.all()],
        "named_therapies": therapies,
    }


def _named_therapies(page_ids: list[int]) -> dict[int, list[int]]:
    pairs = naming(ConditionPage, sources=page_ids)
    named = Page.objects.filter(
        pk__in={pk for _page, pk in pairs}, content_type__in=therapy_types()
    )
    therapies, found = set(named.values_list("pk", flat=True)), defaultdict(list)
    for page, pk in pairs:
        if pk in therapies:
            found[page].append(pk)
    return found


def _parents(pages) -> dict[str, int]:
    """{tree path: primary key} of the pages above. One query."""
    paths = {_above(page) for page in pages}
    return dict(Page.objects.filter(path__in=paths).values_list("path", "pk"))


def _above(page: Page) -> str:
    return page.path[: -page.steplen]
