"""Texts that pages show in place of a therapy's shared text: which are stale, and what of them.

An override is looked at where an editor would: in the page's latest draft if it has one that is not
published, else as published. Stored data is read as it is, so that no page is opened to answer.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import transaction
from django.db.models import IntegerField, Q, QuerySet, TextChoices
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex, Revision, get_page_models
from wagtail.permissions import page_permission_policy
from wagtail.rich_text import RichText

from .blocks import TherapyBlock, memory
from .editing import Refused, changed_meanwhile, check_may_edit, locked_for, save_draft
from .fields import is_blank
from .models import TherapyPage
from .wording import to_lines, word_changes

BODY = "body"
# So many pages are read at a time, in four queries and one for each page type.
CHUNK = 200


class Decision(TextChoices):
    """What an editor can do about a stale override without opening the page."""

    KEEP = "keep", gettext_lazy("Keep this text")
    TAKE_SHARED = "take_shared", gettext_lazy("Use the shared text")


LOG_ACTIONS = {
    Decision.KEEP: "clinic_pages.keep_override",
    Decision.TAKE_SHARED: "clinic_pages.take_shared_text",
}


@dataclass(frozen=True)
class Override:
    """A text that `page` shows in place of the shared text of `therapy`, as stored.

    seen: the shared text that it was written against, in lines without mark-up; None if unknown.
    """

    page: Page
    block_id: str
    therapy: TherapyPage
    html: str
    seen: str | None
    is_stale: bool

    @property
    def text(self) -> str:
        return to_lines(self.html)

    @property
    def shared_text(self) -> str:
        return to_lines(self.therapy.shared_text)

    @property
    def shared_text_changes(self) -> list[tuple[str, str]]:
        """From the shared text that it was written against to the present one."""
        return word_changes(self.shared_text if self.seen is None else self.seen, self.shared_text)

    @property
    def changes_here(self) -> list[tuple[str, str]]:
        """From the present shared text to what stands here."""
        return word_changes(self.shared_text, self.text)

    @property
    def fingerprint(self) -> str:
        """Of all that an editor has to see to decide: another one means that it has changed."""
        return memory.fingerprint(self.therapy.pk, self.html, self.therapy.shared_text)


# --- Which are there -----------------------------------------------------------------------------


def stale_overrides(page) -> list[Override]:
    """Those of the latest draft of `page`, in its order."""
    return [override for override in _overrides_of([page]) if override.is_stale]


def find_overrides(user=None, therapy=None, page=None) -> Iterator[Override]:
    """All overrides of the pages that `user` may edit, by page title. Aliases follow their source.

    therapy, page: only those of this therapy, only those on this page.
    """
    pages = _candidates(user, therapy)
    if page is not None:
        pages = pages.filter(pk=page.pk)
    for chunk in _chunks(pages.iterator(chunk_size=CHUNK)):
        for override in _overrides_of(chunk):
            if therapy is None or override.therapy.pk == therapy.pk:
                yield override


def find_stale(user=None, therapy=None, page=None) -> Iterator[Override]:
    """`find_overrides`, of which only those that are stale."""
    return (each for each in find_overrides(user, therapy, page) if each.is_stale)


def _candidates(user, therapy) -> QuerySet[Page]:
    """The pages that may have such an override. The index knows what is published, not drafts."""
    pages = Page.objects.all()
    if user is not None:
        pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    draft = Q(has_unpublished_changes=True, content_type__in=_types_with_therapy_blocks())
    found = pages.filter(draft | Q(pk__in=_referring_ids(therapy)), alias_of__isnull=True)
    # What a list of pages says of their status would else be two queries for each.
    return found.prefetch_workflow_states().annotate_approved_schedule().order_by("title", "pk")


def _referring_ids(therapy) -> QuerySet:
    page_type = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.objects.filter(
        base_content_type=page_type,
        to_content_type=page_type,
        model_path__startswith=f"{BODY}.",
        model_path__endswith=".therapy",
    )
    if therapy is not None:
        references = references.filter(to_object_id=str(therapy.pk))
    return references.values_list(Cast("object_id", IntegerField()))


def _types_with_therapy_blocks() -> list[ContentType]:
    models = [model for model in get_page_models() if _therapy_block_names(model)]
    return list(ContentType.objects.get_for_models(*models).values())


def _therapy_block_names(model) -> set[str]:
    """What the therapy blocks among the blocks of a page type's body are called."""
    try:
        field = model._meta.get_field(BODY)
    except FieldDoesNotExist:
        return set()
    children = field.stream_block.child_blocks if isinstance(field, StreamField) else {}
    return {name for name, block in children.items() if isinstance(block, TherapyBlock)}


def _chunks(pages: Iterator[Page]) -> Iterator[list[Page]]:
    while chunk := list(islice(pages, CHUNK)):
        yield chunk


def _overrides_of(pages: list[Page]) -> list[Override]:
    blocks = [(page, block) for page, body in _bodies(pages) for block in _overridden(page, body)]
    ids = {block["value"].get("therapy") for _page, block in blocks}
    therapies = TherapyPage.objects.in_bulk(filter(None, ids))
    found = ((page, block, therapies.get(block["value"].get("therapy"))) for page, block in blocks)
    return [_override(*each) for each in found if each[2]]


def _bodies(pages: list[Page]) -> list[tuple[Page, list[dict]]]:
    """(page, stored blocks of its body) for each page that has any."""
    bodies = _published_bodies([page for page in pages if not page.has_unpublished_changes])
    bodies |= _draft_bodies([page for page in pages if page.has_unpublished_changes])
    return [(page, bodies[page.pk]) for page in pages if page.pk in bodies]


def _published_bodies(pages: list[Page]) -> dict[int, list[dict]]:
    ids = defaultdict(list)
    for page in pages:
        ids[page.specific_class].append(page.pk)
    return {
        pk: list(body.raw_data)
        for model, pks in ids.items()
        if model and _therapy_block_names(model)
        for pk, body in model.objects.filter(pk__in=pks).values_list("pk", BODY)
    }


def _draft_bodies(pages: list[Page]) -> dict[int, list[dict]]:
    revisions = Revision.objects.filter(pk__in=[page.latest_revision_id for page in pages])
    contents = revisions.values_list("object_id", "content")
    return {int(pk): json.loads(content.get(BODY) or "[]") for pk, content in contents}


def _overridden(page: Page, body: Iterable[dict]) -> list[dict]:
    names = _therapy_block_names(page.specific_class)
    return [
        block
        for block in body
        if block["type"] in names and not is_blank(block["value"].get("text_override"))
    ]


def _override(page: Page, block: dict, therapy: TherapyPage) -> Override:
    value = block["value"]
    html = value["text_override"]
    return Override(
        page=page,
        block_id=block.get("id") or "",
        therapy=therapy,
        html=html,
        seen=value[memory.SEEN] if memory.has_memory(therapy.pk, html, value) else None,
        is_stale=memory.is_stale(therapy, html, value),
    )


# --- What of them --------------------------------------------------------------------------------


@transaction.atomic
def resolve(page, block_id: str, decision: Decision, user, fingerprint: str) -> bool:
    """Carries out an editor's decision in a new revision. Returns whether that is published.

    It is where the page was published without later changes and the user may publish.

    fingerprint: of the `Override` as the editor saw it. Raises Refused.
    """
    # Of two editors the second waits here, and then finds that the override has changed.
    page = locked_for(page)
    check_may_edit(page, user)
    may_publish = page.permissions_for_user(user).can_publish()
    publishes = page.live and not page.has_unpublished_changes and may_publish
    draft = page.get_latest_revision_as_object()
    _decide(_block_as_seen(page, draft, block_id, fingerprint), Decision(decision))
    revision = save_draft(page, draft, user, LOG_ACTIONS[decision])
    if publishes:
        revision.publish(user=user)
    return publishes


def _block_as_seen(page: Page, draft, block_id: str, fingerprint: str):
    """The value of the draft's block, if its override and the shared text are as the editor saw."""
    stored = {override.block_id: override for override in _overrides_of([page])}
    if block_id not in stored or stored[block_id].fingerprint != fingerprint:
        raise changed_meanwhile(page)
    return next(child.value for child in draft.body if child.id == block_id)


def _decide(value, decision: Decision) -> None:
    if decision is Decision.KEEP:
        value.remember(value.target.shared_text)
    elif is_blank(value.target.shared_text):
        raise Refused(_("“%(title)s” has no shared text.") % {"title": value.target.title})
    else:
        value["text_override"] = RichText("")
