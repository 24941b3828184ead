"""The same change on many pages, outside of their forms: each is saved by itself, and of each it is
said what became of it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import LogContext, log
from wagtail.models import Page

from .editing import Refused, check_may_edit, save_draft, why_only_draft

# To publish one takes up to half a second on a busy machine, and a browser waits for all.
MOST_AT_ONCE = 50


class Candidate(NamedTuple):
    """A page that may be changed. where: where on it something would stand, in words. why_not,
    why_draft: why the user cannot change the page, or not publish the change; "" where she can."""

    page: Page
    where: str
    why_not: str
    why_draft: str


class Saved(NamedTuple):
    """What became of a page. why_draft: why it is not published, though that was asked for."""

    page: Page
    is_published: bool
    why_draft: str = ""


class Done(NamedTuple):
    """What became of many pages. refused: why nothing was changed, in sentences."""

    saved: list[Saved]
    refused: list[str]


def why_not(page: Page, user) -> str:
    """Why `user` cannot change it. Of a page in moderation it depends on the task, by three
    queries: who tries is told."""
    return "" if page.workflow_in_progress else why_not_now(page, user)


def why_not_now(page: Page, user) -> str:
    """The same, moderation included."""
    try:
        check_may_edit(page, user)
    except Refused as refused:
        return str(refused)
    return ""


def ticked(said: QueryDict) -> list[str]:
    """The primary keys of the pages that were ticked."""
    return [each for each in said.getlist("page") if each.isdecimal()]


def why_not_so_many(pages: list[Page]) -> str:
    """What is wrong with the number of pages that were ticked; "" for nothing."""
    if 0 < len(pages) <= MOST_AT_ONCE:
        return ""
    return _("Tick the pages that get it, at most %(most)d at once.") % {"most": MOST_AT_ONCE}


def change_each(pages: Iterable[Page], change: Callable[[Page], Saved], user) -> Done:
    """Makes the change on each of `pages`. One that cannot be changed holds up no other."""
    done = Done([], [])
    for page in pages:
        try:
            # Of what one action did Wagtail's history shows the last: each page is one of its own.
            with LogContext(user):
                done.saved.append(change(page))
        except Refused as refused:
            done.refused.append(str(refused))
    return done


def save_change(page: Page, draft: Page, user, publish: bool, action: str, said: dict) -> Saved:
    """Saves `draft` as a new revision of `page`, and publishes that if asked to and right. Within
    the transaction in which `page` was locked. said: for Wagtail's log."""
    why = why_only_draft(page, user) if publish else ""
    revision = save_draft(page, draft, user, log_action=False)
    log(draft, action, user=user, revision=revision, content_changed=True, data=said)
    if why or not publish:
        return Saved(page, False, why)
    revision.publish(user=user)
    return Saved(page, True)


# --- In words ------------------------------------------------------------------------------------

# Gives a sentence about so many pages with the places %(count)d and %(pages)s in it.
Sentence = Callable[[int], str]


def tell_of(request, done: Done, published: Sentence, drafts: Sentence, **names: str) -> None:
    """Every page is named, with what became of it. names: what else stands in the sentences."""
    if changed := [each for each in done.saved if each.is_published]:
        messages.success(request, _filled(published, changed, names))
    for why in dict.fromkeys(each.why_draft for each in done.saved if not each.is_published):
        left = [each for each in done.saved if not each.is_published and each.why_draft == why]
        said = " ".join(filter(None, [_filled(drafts, left, names), _why(why)]))
        (messages.warning if why else messages.success)(request, said)
    for refused in done.refused:
        messages.error(request, refused)


def _filled(sentence: Sentence, saved: list[Saved], names: dict) -> str:
    titles = ", ".join(each.page.get_admin_display_title() for each in saved)
    return sentence(len(saved)) % {**names, "count": len(saved), "pages": titles}


def _why(why: str) -> str:
    return _("Not published: %(why)s") % {"why": why} if why else ""
