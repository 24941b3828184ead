"""Unpublishing or deleting what published pages show: the editor is told which pages lose what, and
decides.

The question comes after Wagtail's own "Are you sure?", in answer to the POST that would remove it:
the same for pages and snippets, alone or in bulk. Whoever cannot be asked (schedule, API, command)
is not: visitors see no hole in any case, because blocks whose target is gone are not rendered.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from ..lib.facets import ALL, BOOKING, LINK
from ..lib.languages import are_several
from ..lib.references import references_to
from ..lib.visibility import is_restricted
from ..pages.base import ClinicPage
from ..pages.booking_choice import snippets_without
from ..pages.booking_texts import BookingSnippet
from .appearances import Appearance, appearances
from .dependents import pages_showing
from .shown_on import edit_url, findable, pages_with

DECISION = "clinic_pages_decision"
# In the form that asks: a POST with it and without a decision says that nothing was ticked.
ASKED = "clinic_pages_asked"
TEMPLATE = "clinic_pages/showing/confirm_removal.html"
# Pages whose losses are written out; of further ones only the number is said.
LIMIT = 100


class Loss(NamedTuple):
    page: Page
    # What it loses, each a sentence without the page's name.
    texts: list[str]
    edit_url: str | None


class Losses(NamedTuple):
    rows: list[Loss]
    # Published pages in all, and those of them that are not in `rows`.
    count: int
    others: int
    # Titles of the pages that merely list it.
    lists: list[str]


# --- When it is asked ----------------------------------------------------------------------------


def before_pages_go(asks: Callable, order: int = 0) -> None:
    """Lets `asks` answer the POST that unpublishes or deletes pages, alone or in bulk: with a
    response, or None to let it go on. asks: (request, pages, action, with_descendants)."""

    @hooks.register("before_unpublish_page", order=order)
    def before_unpublish_page(request, page):
        along = bool(request.POST.get("include_descendants"))
        return asks(request, [page], "unpublish", along)

    @hooks.register("before_delete_page", order=order)
    def before_delete_page(request, page):
        return asks(request, [page], "delete", True)

    @hooks.register("before_bulk_action", order=order)
    def before_bulk_action(request, action: str, objects, view):
        """Snippets in bulk are asked about by `before_delete_snippet`."""
        if view.model is not Page or action not in ("unpublish", "delete"):
            return None
        along = action == "delete" or "include_descendants" in request.POST
        return asks(request, objects, action, along)


# --- The question --------------------------------------------------------------------------------


def ask_about_pages(request, pages: list[Page], action: str, with_descendants: bool):
    return ask(request, pages, action, lambda: pages_removed(pages, action, with_descendants))


def ask(
    request: HttpRequest, objects: list[Model], action: str, removed: Callable[[], list[Model]]
) -> TemplateResponse | None:
    """The question whether to do it, or None where it is answered or need not be asked.

    objects: what the editor chose. action: "unpublish" or "delete".
    removed: finds all that goes with them.
    """
    if request.method != "POST":
        return None
    losses = losses_of(removed(), request.user)
    # The decision names the number of pages: where there are more by now, it was another one.
    if not losses.count or request.POST.get(DECISION) == str(losses.count):
        return None
    return TemplateResponse(request, TEMPLATE, _context(request, objects, action, losses))


def _context(request, objects, action, losses: Losses) -> dict:
    return question(request, action, {ASKED, DECISION}) | {
        "page_subtitle": str(objects[0]) if len(objects) == 1 else "",
        "objects": objects,
        "losses": losses,
        "was_asked": ASKED in request.POST,
        "cancel_url": _way_back(request, objects),
        "decision_name": DECISION,
        "asked_name": ASKED,
    }


def question(request: HttpRequest, action: str, answers: set[str]) -> dict:
    """What a screen needs that asks in answer to Wagtail's POST: its title, and the fields to be
    sent again, but for the `answers` to its own question."""
    ours = {"csrfmiddlewaretoken", *answers}
    title = _("Delete") if action == "delete" else _("Unpublish")
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": "warning",
        "action": action,
        "fields": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in ours
        ],
    }


def _way_back(request, objects) -> str:
    edit = AdminURLFinder(request.user).get_edit_url(objects[0]) if len(objects) == 1 else None
    return get_valid_next_url_from_request(request) or edit or reverse("wagtailadmin_home")


# --- What goes with it ---------------------------------------------------------------------------


def pages_removed(pages: Iterable[Page], action: str, with_descendants: bool) -> list[Page]:
    """The published clinic pages that go when the editor removes `pages`: themselves, what is
    under them, and what Wagtail takes along in other languages."""
    found = Page.objects.live().filter(all_removed(pages, action, with_descendants))
    return [page for page in found if issubclass(page.specific_class or Page, ClinicPage)]


def all_removed(pages: Iterable[Page], action: str, with_descendants: bool) -> Q:
    """The same of all pages, published or not, as a condition on them."""
    roots = {*pages, *_translations(list(pages), action)}
    condition = Q(pk__in=[page.pk for page in roots])
    for page in roots if with_descendants else []:
        condition |= Q(path__startswith=page.path)
    return condition


def _translations(pages: list[Page], action: str) -> list[Page]:
    if not are_several():
        return []
    found = []
    for find in hooks.get_hooks("construct_translated_pages_to_cascade_actions"):
        found += [page for along in (find(pages, action) or {}).values() for page in along]
    return found


# --- What pages lose -----------------------------------------------------------------------------


def losses_of(removed: list[Model], user) -> Losses:
    """removed: published pages, or published booking snippets."""
    if not removed:
        return Losses([], 0, 0, [])
    if isinstance(removed[0], BookingSnippet):
        return _losses_of_snippets(removed, user)
    return _losses_of_pages(removed, user)


def _losses_of_pages(removed: list[Page], user) -> Losses:
    gone = {page.pk for page in removed}
    references = references_to(removed, ALL - {BOOKING})
    losing = _losing(references, gone)
    mine = _first(losing, user).specific()
    found = appearances(references, mine)
    rows = [_loss(page, _texts(page, found[page.pk], gone), user) for page in mine]
    return Losses(rows, len(losing), len(losing) - len(rows), _lists(removed, losing, user))


def _losing(references, gone: set[int]) -> set[int]:
    """The primary keys of the published pages on which visitors would miss something."""
    pages = Page.objects.live().exclude(pk__in=gone).in_bulk({each.page_id for each in references})
    return {
        reference.page_id
        for reference in references
        if (page := pages.get(reference.page_id)) and _is_seen(reference, page)
    }


def _first(page_ids: set[int], user) -> QuerySet[Page]:
    pages = findable(Page.objects.filter(pk__in=page_ids), user)
    return pages.order_by("title", "pk")[:LIMIT]


def _is_seen(reference, page: Page) -> bool:
    """Whether visitors of `page` find there what the reference says: not what is private."""
    return reference.facets == {LINK} or not is_restricted(reference.obj, shown_on=page)


def _loss(page: Page, texts: list[str], user) -> Loss:
    return Loss(page, list(dict.fromkeys(texts)), edit_url(page, user))


def _texts(page, found: list[Appearance], gone: set[int]) -> list[str]:
    return [each.what_is_lost(page, gone) for each in found if _is_seen(each.reference, page)]


def _lists(removed: list[Page], losing: set[int], user) -> list[str]:
    """The titles of pages that merely list it, where one thing is removed."""
    if len(removed) != 1 or not losing:
        return []
    pages = findable(pages_with(removed[0].specific), user).exclude(pk__in=losing)
    return list(pages.values_list("title", flat=True)[:LIMIT])


def _losses_of_snippets(removed: list[BookingSnippet], user) -> Losses:
    ids: set[int] = set()
    for snippet in removed:
        ids |= set(pages_showing(snippet).values_list("pk", flat=True))
    mine = _first(ids, user)
    after = snippets_without(mine, {snippet.pk for snippet in removed})
    rows = [_loss(page, [_falls_back(after[page.pk])], user) for page in mine]
    return Losses(rows, len(ids), len(ids) - len(rows), [])


def _falls_back(snippet: BookingSnippet) -> str:
    return _("Its booking box falls back to “%(snippet)s”.") % {"snippet": snippet}
