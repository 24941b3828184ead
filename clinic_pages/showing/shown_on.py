"""On which pages something is shown, as its editor may know them.

`dependents` knows all the pages. Here it is said in words, and for one editor: of pages that he
does not find in the admin he learns only how many there are.
"""

from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.contrib.admin.utils import quote
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, TranslatableMixin
from wagtail.permissions import page_permission_policy

from ..lib.editing import OPENING
from ..lib.facets import ALL, CARD, NAME, TEXT
from ..lib.languages import are_several
from ..lib.previews import PREFIX, PreviewedOnPages, may_preview, mode_for
from ..lib.references import Reference, references_to
from ..lib.sites import all_pages_of
from ..lib.visibility import restricted_at
from ..pages.clinic import ClinicSettings
from .appearances import Appearance, appearances
from .dependents import in_order, pages_showing

URL_NAME, FIND_URL_NAME = "clinic_pages_showing:pages", "clinic_pages_showing:find"
# In the address of a form: the primary key of the page on which its preview opens.
PREVIEW_ON = "preview_on"
# What a panel shows at most, and how many preview modes there are.
LIMIT = 20


def facets_shown(obj) -> frozenset[str]:
    """The facets of `obj` that its editor writes: a link in somebody's text shows none of them."""
    return frozenset({NAME, CARD, TEXT}) if isinstance(obj, Page) else ALL


def pages_with(obj, with_drafts: bool = False) -> QuerySet[Page]:
    """The published pages other than itself on which visitors find `obj`, or would if it were
    published; by title. with_drafts: after them drafts that name it."""
    if isinstance(obj, ClinicSettings):
        return in_order(all_pages_of([obj.site_id]), with_drafts)
    pages = pages_showing(obj, facets_shown(obj), with_drafts)
    if not isinstance(obj, Page):
        return pages
    # Only pages in the same members' area show it.
    pages = pages.filter(path__startswith=restricted_at(obj.path))
    return pages.exclude(pk=obj.pk)


def findable(pages: QuerySet[Page], user) -> QuerySet[Page]:
    """Those of `pages` that `user` finds in the admin."""
    return pages.filter(pk__in=page_permission_policy.explorable_instances(user).values("pk"))


def references(obj) -> list[Reference]:
    """To it, and to what it is shown in place of."""
    is_translatable = are_several() and isinstance(obj, TranslatableMixin)
    versions = obj.get_translations() if is_translatable else []
    return references_to([obj, *versions], facets_shown(obj))


# --- The list ------------------------------------------------------------------------------------


class ShownOnRow(NamedTuple):
    page: Page
    # In what way, for example "Shared text".
    ways: list[str]
    # None where the user may not open the page's form.
    edit_url: str | None
    # The preview mode that shows it there; None where there is none, or the user may not see it.
    mode: str | None = None

    @property
    def edited_at(self) -> datetime | None:
        return self.page.latest_revision_created_at or self.page.last_published_at


class Listing(NamedTuple):
    """rows: of the first pages, drafts after the others. count, hidden_count: of published pages in
    all, and of those that the user does not find in the admin. has_more: beyond the rows."""

    rows: list[ShownOnRow]
    count: int
    hidden_count: int
    has_more: bool


def listing(obj, user, words: str = "", limit: int = LIMIT) -> Listing:
    """The first pages that show `obj`, with these words in their titles. The number of queries does
    not depend on that of pages."""
    pages = pages_with(obj, with_drafts=True)
    mine = findable(pages, user)
    count, mine_count = pages.live().count(), mine.live().count()
    found = list((mine.filter(title__icontains=words) if words else mine)[: limit + 1])
    first = rows(obj, found[:limit], user)
    return Listing(first, count, count - mine_count, len(found) > limit)


def rows(obj, pages, user) -> list[ShownOnRow]:
    specific = list(Page.objects.filter(pk__in=[page.pk for page in pages]).specific())
    found = appearances(references(obj), specific)
    by_pk = {page.pk: page for page in specific}
    in_order = (by_pk[page.pk] for page in pages if page.pk in by_pk)
    return [
        ShownOnRow(page, ways(obj, found[page.pk]), edit_url(page, user), mode_on(page, obj, user))
        for page in in_order
    ]


def mode_on(page: Page, obj, user) -> str | None:
    """The preview mode that shows `obj` on `page`, for those who may see it there."""
    has_modes = isinstance(obj, PreviewedOnPages) and may_preview(user, page)
    return mode_for(page) if has_modes else None


def edit_url(page: Page, user) -> str | None:
    may = page_permission_policy.user_has_any_permission_for_instance(user, OPENING, page)
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if may else None


def ways(obj, found: list[Appearance]) -> list[str]:
    """In what ways a page shows `obj`, each once; `found` is empty where it does not name it."""
    if isinstance(obj, ClinicSettings):
        return [_("Whole site")]
    if not found:
        return [_("In a list") if isinstance(obj, Page) else _("Inherited")]
    return list(dict.fromkeys(text for each in found for text in each.how_shown))


# --- Previews on these pages ---------------------------------------------------------------------


def preview_modes(obj, user, chosen: int | None = None) -> list[tuple[str, str]]:
    """(name, label) of the preview modes: pages that name `obj` first, then those that list it.

    chosen: the primary key of a page that comes before all
    """
    pages = findable(pages_with(obj, with_drafts=True), user)
    naming = {reference.page_id for reference in references(obj)}
    asked = list(pages.filter(pk=chosen)) if chosen else []
    first = [*asked, *pages.filter(pk__in=naming).exclude(pk=chosen)[: LIMIT - len(asked)]]
    others = pages.exclude(pk__in=naming | {chosen} if chosen else naming)
    found = first + list(others[: LIMIT - len(first)])
    allowed = [page for page in found if may_preview(user, page)]
    titles = [page.title for page in allowed]
    return [(mode_for(page), _label(page, titles)) for page in allowed]


def _label(page: Page, titles: list[str]) -> str:
    if not page.live:
        return _("As shown on %(page)s (draft)") % {"page": page.title}
    if titles.count(page.title) == 1:
        return _("As shown on %(page)s") % {"page": page.title}
    # A page outside of all sites has no address.
    address = page.url or page.url_path
    return _("As shown on %(page)s (%(address)s)") % {"page": page.title, "address": address}


# --- For an editor who has opened it -------------------------------------------------------------


class ShownOn:
    """What the form of `obj` says and offers to `user`. Looked for when it is first asked for."""

    def __init__(self, obj, user, chosen: int | None = None):
        """chosen: the primary key of the page on which its preview opens at once."""
        self.obj, self.user, self._chosen = obj, user, chosen

    @cached_property
    def listing(self) -> Listing:
        return listing(self.obj, self.user)

    @cached_property
    def modes(self) -> list[tuple[str, str]]:
        return preview_modes(self.obj, self.user, self._chosen)

    @property
    def opened(self) -> str:
        """The preview mode that is opened at once; "" for none."""
        mode = f"{PREFIX}{self._chosen}"
        return mode if self._chosen and mode in dict(self.modes) else ""

    @property
    def title(self) -> str:
        return title(self.obj, self.listing.count)

    @property
    def url(self) -> str:
        """The address of the whole list."""
        return _address(URL_NAME, self.obj)

    @property
    def find_url(self) -> str:
        """Where rows are found by words of titles."""
        return _address(FIND_URL_NAME, self.obj)


def _address(name: str, obj: Model) -> str:
    return reverse(name, args=[obj._meta.app_label, obj._meta.model_name, quote(obj.pk)])


def title(obj, count: int) -> str:
    if not count:
        return _("Not shown on any published page yet")
    if getattr(obj, "live", True):
        text = ngettext("Shown on %(count)d page", "Shown on %(count)d pages", count)
    else:
        text = ngettext(
            "Once published, shown on %(count)d page",
            "Once published, shown on %(count)d pages",
            count,
        )
    return text % {"count": count}


def tell_editor(obj: Model, request) -> None:
    """Lets the form of `obj`, which somebody has opened, say where it is shown and preview it."""
    if isinstance(obj, PreviewedOnPages) and obj.pk and request and obj.shown_on is None:
        asked = request.GET.get(PREVIEW_ON, "")
        obj.shown_on = ShownOn(obj, request.user, int(asked) if asked.isdecimal() else None)
