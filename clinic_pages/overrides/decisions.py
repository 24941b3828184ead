"""What an editor decides of a stale override without opening the page."""

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail.rich_text import RichText

from ..lib.editing import (
    Refused,
    changed_meanwhile,
    check_may_edit,
    locked_for,
    save_draft,
    why_only_draft,
)
from ..lib.fields import is_blank
from .stored import overrides_of


class Decision(TextChoices):
    """What an editor can do about a stale override without opening the page."""

    KEEP = "keep", gettext_lazy("Keep this text")
    TAKE_SHARED = "take_shared", gettext_lazy("Use the shared text")


LOG_ACTIONS = {
    Decision.KEEP: "clinic_pages.keep_override",
    Decision.TAKE_SHARED: "clinic_pages.take_shared_text",
}


@transaction.atomic
def resolve(page, block_id: str, decision: Decision, user, fingerprint: str) -> bool:
    """Carries out an editor's decision in a new revision. Returns whether that is published.

    It is where the page was published without later changes and the user may publish.

    fingerprint: of the `Override` as the editor saw it. Raises Refused.
    """
    # Of two editors the second waits here, and then finds that the override has changed.
    page = locked_for(page)
    check_may_edit(page, user)
    publishes = not why_only_draft(page, user)
    draft = page.get_latest_revision_as_object()
    _decide(_block_as_seen(page, draft, block_id, fingerprint), Decision(decision))
    revision = save_draft(page, draft, user, LOG_ACTIONS[decision])
    if publishes:
        revision.publish(user=user)
    return publishes


def _block_as_seen(page: Page, draft, block_id: str, fingerprint: str):
    """The value of the draft's block, if its override and the shared text are as the editor saw."""
    stored = {override.block_id: override for override in overrides_of([page])}
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
