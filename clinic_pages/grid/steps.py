"""Putting a therapy on pages and taking it from one, outside of their forms."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from ..blocks import TherapyBlock
from ..lib.editing import Refused, changed_meanwhile, check_may_edit, locked_for
from ..lib.many_pages import Done, Saved, change_each, save_change
from ..overrides.bodies import BODY, body_block_of, published_body, therapy_block_names
from ..pages.conditions import ConditionPage
from ..pages.therapies import TherapyPage
from .picture import fingerprint
from .placing import Usual, labels_of, place_for

ADDED, TAKEN_OUT = "clinic_pages.add_therapy", "clinic_pages.take_out_therapy"


# So many pages say how it is done: those that were published last.
ENOUGH = 200

# --- The order of other pages --------------------------------------------------------------------


def usual_around(therapy: TherapyPage) -> Usual:
    """How conditions in the language of `therapy` are composed."""
    return usual_of(ConditionPage, therapy.locale_id)


def usual_of(model, locale_id: int) -> Usual:
    """How pages of a type are composed in a language, as published. Two queries."""
    names, block = therapy_block_names(model), body_block_of(model)
    pages = model.objects.live().filter(locale=locale_id).order_by("-last_published_at", "pk")
    return Usual(
        [labels_of(published_body(page), names) for page in pages.only("pk", BODY)[:ENOUGH]],
        list(TherapyPage.objects.order_by("path").values_list("pk", flat=True)),
        list(block.child_blocks),
        next((name for name in block.child_blocks if name in names), ""),
    )


def put_into(draft: ConditionPage, therapy: TherapyPage, usual: Usual) -> None:
    """Adds a block that shows the shared text, at its place. Raises Refused where one is there."""
    labels = labels_of(draft.body.raw_data, therapy_block_names(type(draft)))
    if therapy.pk in labels:
        titles = {"therapy": therapy.title, "page": draft.get_admin_display_title()}
        raise Refused(_("“%(page)s” has “%(therapy)s” already.") % titles)
    draft.body.insert(place_for(therapy.pk, labels, usual), (usual.name, {"therapy": therapy}))


# --- Steps ---------------------------------------------------------------------------------------


def add_to(pages: Iterable[ConditionPage], therapy: TherapyPage, user, publish: bool) -> Done:
    """Adds the therapy to each of `pages`, and publishes those that may be, if asked to. One that
    cannot be changed holds up no other."""
    usual = usual_around(therapy)
    return change_each(pages, lambda page: add(page, therapy, user, publish, usual), user)


@transaction.atomic
def add(page, therapy: TherapyPage, user, publish: bool, usual: Usual) -> Saved:
    """Adds the therapy in a new revision, and publishes that if asked to and right. Raises
    Refused."""
    page = locked_for(page)
    check_may_edit(page, user)
    draft = page.get_latest_revision_as_object()
    put_into(draft, therapy, usual)
    return _save(page, draft, therapy, user, publish, ADDED)


@transaction.atomic
def take_out(page, therapy: TherapyPage, block_id: str, seen: str, user, publish: bool) -> Saved:
    """Takes a block of the therapy from the page; else as `add`. Raises Refused.

    seen: fingerprint of the block as the editor saw it.
    """
    page = locked_for(page)
    check_may_edit(page, user)
    draft = page.get_latest_revision_as_object()
    del draft.body[_place_as_seen(page, draft, therapy, block_id, seen)]
    return _save(page, draft, therapy, user, publish, TAKEN_OUT)


def _place_as_seen(page, draft, therapy: TherapyPage, block_id: str, seen: str) -> int:
    for place, child in enumerate(draft.body):
        if child.id == block_id and _is_as_seen(child, therapy, seen):
            return place
    raise changed_meanwhile(page)


def _is_as_seen(child, therapy: TherapyPage, seen: str) -> bool:
    is_its = isinstance(child.block, TherapyBlock) and child.value.target == therapy
    return is_its and fingerprint(child.value) == seen


def _save(page, draft, therapy: TherapyPage, user, publish: bool, action: str) -> Saved:
    said = {"therapy": {"id": therapy.pk, "title": therapy.title}}
    return save_change(page, draft, user, publish, action, said)
