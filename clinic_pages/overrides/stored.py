"""Texts that pages show in place of a therapy's shared text, and which of them are stale.

An override is looked at where an editor would: in the page's latest draft if it has one that is not
published, else as published. Stored data is read as it is, so that no page is opened to answer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy

from ..blocks import TherapyBlock, memory
from ..lib.fields import is_blank
from ..lib.references import referring_pages
from ..lib.wording import to_lines, word_changes
from ..pages.therapies import TherapyPage
from .bodies import BODY, stored_bodies, therapy_block_names

# Pages that are read at a time, in four queries and one for each page type.
CHUNK = 200


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


def find_overrides(user=None, therapy=None, page=None) -> Iterator[Override]:
    """All overrides of the pages that `user` may edit, by page title. Aliases follow their source.

    therapy, page: only those of this therapy, only those on this page.
    """
    pages = _candidates(user, therapy)
    if page is not None:
        pages = pages.filter(pk=page.pk)
    for chunk in _chunks(pages.iterator(chunk_size=CHUNK)):
        for override in overrides_of(chunk):
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
    found = pages.filter(
        draft | Q(pk__in=referring_pages(_therapy_block_paths(), therapy)), alias_of__isnull=True
    )
    # What a list of pages says of their status would else be two queries for each.
    return found.prefetch_workflow_states().annotate_approved_schedule().order_by("title", "pk")


def _therapy_block_paths() -> list[str]:
    """Where pages refer to the therapies of such blocks, as in ReferenceIndex.model_path."""
    names = {name for model in get_page_models() for name in therapy_block_names(model)}
    return [f"{BODY}.{name}.{TherapyBlock._meta_class.shows}" for name in sorted(names)]


def _types_with_therapy_blocks() -> list[ContentType]:
    models = [model for model in get_page_models() if therapy_block_names(model)]
    return list(ContentType.objects.get_for_models(*models).values())


def _chunks(pages: Iterator[Page]) -> Iterator[list[Page]]:
    while chunk := list(islice(pages, CHUNK)):
        yield chunk


def overrides_of(pages: list[Page]) -> list[Override]:
    blocks = [
        (page, block) for page, body in stored_bodies(pages) for block in _overridden(page, body)
    ]
    ids = {block["value"].get("therapy") for _page, block in blocks}
    therapies = TherapyPage.objects.in_bulk(filter(None, ids))
    found = ((page, block, therapies.get(block["value"].get("therapy"))) for page, block in blocks)
    return [_override(*each) for each in found if each[2]]


def _overridden(page: Page, body: Iterable[dict]) -> list[dict]:
    names = therapy_block_names(page.specific_class)
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
