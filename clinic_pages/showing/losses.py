"""What published pages lose with what goes: the first part of the question before a removal.

Of pages what counts is what their visitors see: where a translation is shown in place of what was
chosen, its original may go without a loss (`Versions`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from ..lib.facets import ALL, BOOKING, LINK
from ..lib.languages import versions_of
from ..lib.references import Reference, references_to
from ..lib.visibility import is_restricted, restricted_paths
from ..pages.booking_choice import snippets_without
from ..pages.booking_texts import BookingSnippet
from .appearances import Appearance, appearances
from .dependents import pages_showing
from .removal import CONCERNS, DELETE, RESTRICT, Part, Removal, key_of
from .shown_on import edit_url, findable, pages_with, titles_bringing
from .versions import locales_of
from .written_out import LIMIT, WrittenOut, first_of

TEMPLATE = "clinic_pages/showing/losses.html"


class Loss(NamedTuple):
    page: Page
    # What it loses, each a sentence without the page's name.
    texts: list[str]
    edit_url: str | None


@dataclass(frozen=True)
class Losses(WrittenOut):
    """lists: titles of pages that merely list it."""

    lists: list[str] = field(default_factory=list)


NOTHING = Losses(frozenset(), [])


@CONCERNS.register("losses")
def what_pages_lose(removal: Removal, request) -> Part | None:
    losses = losses_of(removal)
    if not losses.count:
        return None
    context = {"losses": losses, "is_for_good": removal.action == DELETE, "action": removal.action}
    return Part(TEMPLATE, context, key_of(losses.page_ids), place=1)


def losses_of(removal: Removal) -> Losses:
    if removal.pages:
        return _losses_of_pages(removal)
    shown = [each for each in removal.others if getattr(each, "live", True)]
    if not shown:
        return NOTHING
    if isinstance(shown[0], BookingSnippet):
        return _losses_of_snippets(shown, removal.user)
    return _losses_of_others(shown, removal.user)


def _loss(page: Page, texts: Iterable[str], user) -> Loss:
    return Loss(page, list(dict.fromkeys(texts)), edit_url(page, user))


# --- Pages ---------------------------------------------------------------------------------------


class Versions:
    """Which version of what was chosen on it visitors of a page see, before a removal and after."""

    def __init__(self, removal: Removal):
        self.gone = {page.pk for page in removal.pages}
        self.is_for_good = removal.action == DELETE
        self.private = restricted_paths()
        self.groups: dict = defaultdict(list)
        for page in Page.objects.filter(versions_of(Page, self.gone)):
            self.groups[page.translation_key].append(page)

    @property
    def all(self) -> list[Page]:
        return [page for group in self.groups.values() for page in group]

    def before(self, chosen: Page, page: Page, locale: int) -> Page | None:
        return self._seen(chosen, page, locale, frozenset())

    def after(self, chosen: Page, page: Page, locale: int) -> Page | None:
        """None also where the choice itself is deleted, whatever is shown in its place now."""
        if self.is_for_good and chosen.pk in self.gone:
            return None
        return self._seen(chosen, page, locale, self.gone)

    def _seen(self, chosen: Page, page: Page, locale: int, without) -> Page | None:
        there = [
            each
            for each in self.groups[chosen.translation_key]
            if each.pk not in without
            # What is published until a date may be published with it.
            and (each.live or each.pk in self.gone)
            and not is_restricted(each, page, self.private)
        ]
        own = next((each for each in there if each.locale_id == locale), None)
        return own or next((each for each in there if each.pk == chosen.pk), None)


def _losses_of_pages(removal: Removal) -> Losses:
    versions, user = Versions(removal), removal.user
    references = references_to(versions.all, ALL - {BOOKING})
    if removal.action == RESTRICT:
        # A link then leads to a login.
        references = [each for each in references if each.facets != {LINK}]
    losing = _losing(references, versions)
    mine = first_of({page_id for page_id, _path in losing}, user).specific()
    lost = [
        each._replace(obj=losing[key][0]) for each in references if (key := _key(each)) in losing
    ]
    found = appearances(lost, mine)
    rows = [
        _loss(page, (_words(each, page, losing, versions) for each in found[page.pk]), user)
        for page in mine
    ]
    page_ids = frozenset(page_id for page_id, _path in losing)
    return Losses(page_ids, rows, _lists(removal, page_ids))


def _key(reference: Reference) -> tuple[int, str]:
    return reference.page_id, reference.content_path


def _losing(references: list[Reference], versions: Versions) -> dict[tuple, tuple]:
    """{page's pk and where it refers: what its visitors see there, what they will see or None} of
    the published pages on which that differs."""
    found = {each.page_id for each in references} - versions.gone
    pages = Page.objects.live().in_bulk(found)
    locales = locales_of(pages)
    losing = {}
    for each in references:
        if page := pages.get(each.page_id):
            seen = _before_and_after(each, page, locales[page.pk], versions)
            if seen[0] and seen[0] != seen[1]:
                losing[_key(each)] = seen
    return losing


def _before_and_after(reference: Reference, page: Page, locale: int, versions: Versions) -> tuple:
    chosen = reference.obj
    before = versions.before(chosen, page, locale)
    if before is None and reference.facets == {LINK} and chosen.live:
        # A link leads to what is private, too.
        before = chosen
    if before is None or (before.pk not in versions.gone and chosen.pk not in versions.gone):
        return None, None
    after = versions.after(chosen, page, locale)
    return (before, after) if before.pk in versions.gone or after is None else (None, None)


def _words(found: Appearance, page: Page, losing: dict, versions: Versions) -> str:
    before, after = losing[_key(found.reference)]
    if after is None:
        lost = found.what_is_lost(page, versions.gone)
        return lost if before.pk in versions.gone else f"{lost} {_stays(before)}"
    names = {"before": before.title, "after": after.title}
    return _("Shows “%(after)s” in place of “%(before)s”, in another language.") % names


def _stays(version: Page) -> str:
    return _("Its translation stays: choose “%(title)s” there first.") % {"title": version.title}


def _lists(removal: Removal, losing: frozenset[int]) -> list[str]:
    """The titles of pages that merely list it, where one page is removed."""
    if len(removal.pages) != 1 or not losing:
        return []
    pages = findable(pages_with(removal.pages[0].specific), removal.user).exclude(pk__in=losing)
    return list(pages.values_list("title", flat=True)[:LIMIT])


# --- What is no page -----------------------------------------------------------------------------


def _losses_of_snippets(removed: list[BookingSnippet], user) -> Losses:
    ids = _pages_showing_any(removed)
    mine = first_of(ids, user)
    after = snippets_without(mine, {snippet.pk for snippet in removed})
    return Losses(ids, [_loss(page, [_falls_back(after[page.pk])], user) for page in mine])


def _falls_back(snippet: BookingSnippet) -> str:
    return _("Its booking box falls back to “%(snippet)s”.") % {"snippet": snippet}


def _losses_of_others(removed: list[Model], user) -> Losses:
    """Of pictures, documents, and what conditions are found by."""
    ids = _pages_showing_any(removed)
    mine = list(first_of(ids, user).specific())
    found = appearances(references_to(removed, ALL), mine)
    by_way_of = _by_way_of(removed, [page for page in mine if not found[page.pk]])
    rows = [
        _loss(
            page,
            [each.what_is_lost(page, set()) for each in found[page.pk]] or by_way_of[page.pk],
            user,
        )
        for page in mine
    ]
    return Losses(ids, rows)


def _pages_showing_any(removed: list[Model]) -> frozenset[int]:
    ids: set[int] = set()
    for each in removed:
        ids |= set(pages_showing(each).values_list("pk", flat=True))
    return frozenset(ids)


def _by_way_of(removed: list[Model], pages: list[Page]) -> dict[int, list[str]]:
    """What these pages lose that show it with another page."""
    found = titles_bringing(removed, [page.pk for page in pages])
    text, otherwise = _("Shows “%(title)s”, which loses it."), _("Shows a page that loses it.")
    if isinstance(removed[0], AbstractImage):
        text = _("Shows “%(title)s” without its picture.")
        otherwise = _("Shows a card without its picture.")
    return {
        pk: [text % {"title": title} for title in titles] or [otherwise]
        for pk, titles in found.items()
    }
