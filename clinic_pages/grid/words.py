"""What editors read of the grid beside its cells."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.rich_text import RichText

from ..lib.fields import is_blank
from ..lib.many_pages import Done, Saved, tell_of
from ..lib.visibility import is_restricted
from ..lib.wording import to_lines
from ..overrides.stored import Override
from ..pages.conditions import ConditionPage
from ..pages.therapies import TherapyPage
from .picture import ShownBlock


class Shown(NamedTuple):
    """A block of a pair. text: what visitors read there, in lines. address: of the place on the
    page, "" where visitors find none. override: None where the shared text is shown."""

    block: ShownBlock
    heading: str
    text: str
    address: str
    override: Override | None


def shown_at(page: ConditionPage, block: ShownBlock, overrides: dict[str, Override]) -> Shown:
    heading = block.value.heading(page)
    text = to_lines(block.value.text(page))
    return Shown(block, heading, text, _address(page, block), overrides.get(block.id))


def _address(page: ConditionPage, block: ShownBlock) -> str:
    if not (page.live and page.url):
        return ""
    anchors = {each.block.id: each.anchor for each in page.arranged.blocks}
    anchor = anchors.get(block.id)
    return f"{page.url}#{anchor}" if anchor else page.url


def column_notes(therapy: TherapyPage) -> list[str]:
    """What keeps visitors from seeing the therapy on any page."""
    notes = []
    if not therapy.live:
        notes.append(_("expired") if therapy.expired else _("not published"))
    elif is_restricted(therapy):
        notes.append(_("private"))
    if is_blank(RichText(therapy.shared_text)):
        notes.append(_("no shared text"))
    return notes


# --- After a step --------------------------------------------------------------------------------


def tell(request, saved: Saved) -> None:
    title = {"title": saved.page.get_admin_display_title(), "why": saved.why_draft}
    if saved.is_published:
        messages.success(request, _("“%(title)s” is changed and published.") % title)
    elif saved.why_draft:
        messages.warning(request, _("“%(title)s” is changed as a draft. %(why)s") % title)
    else:
        said = _("“%(title)s” is changed as a draft: publish it when it is ready.")
        messages.success(request, said % title)


def tell_of_adding(request, therapy: TherapyPage, done: Done) -> None:
    """Every page is named, with what became of it."""
    tell_of(request, done, _published, _drafts, therapy=therapy.title)


def _published(count: int) -> str:
    return ngettext(
        "“%(therapy)s” is on %(count)d more page, published: %(pages)s.",
        "“%(therapy)s” is on %(count)d more pages, published: %(pages)s.",
        count,
    )


def _drafts(count: int) -> str:
    return ngettext(
        "“%(therapy)s” is in the draft of %(count)d page: %(pages)s.",
        "“%(therapy)s” is in the drafts of %(count)d pages: %(pages)s.",
        count,
    )
