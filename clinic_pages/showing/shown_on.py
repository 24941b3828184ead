"""On which pages something is shown, as its editor may know them.

`dependents` knows all the pages. Here it is said in words, and for one editor: of pages that he
does not find in the admin he learns only how many there are.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.contrib.admin.utils import quote
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, TranslatableMixin
from wagtail.permissions import page_permission_policy

from ..lib.editing import OPENING
from ..lib.facets import ALL, CARD, NAME, TEXT
from ..lib.languages import are_several
from ..lib.previews import PREFIX, PreviewedOnPages, may_preview, mode_for
from ..lib.references import Reference, pages_referred_to, references_to
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
# What is said beside a field.
FEW = 5


def facets_shown(obj) -> frozenset[str]:
    """The facets of `obj` that its editor writes: a link in somebody's text shows none of them."""
    return frozenset({NAME, CARD, TEXT}) if isinstance(obj, Page) else ALL


def pages_with(
    obj, facets: frozenset[str] | None = None, with_drafts: bool = False
) -> QuerySet[Page]:
    """The published pages other than itself on which visitors find `obj`, or these facets of it, or
    would if it were published; by title. with_drafts: after them drafts that name it."""
    if isinstance(obj, ClinicSettings):
        return in_order(all_pages_of([obj.site_id]), with_drafts)
    pages = pages_showing(obj, facets or facets_shown(obj), with_drafts)
    if not isinstance(obj, Page):
        return pages
    # Only pages in the same members' area show it.
    pages = pages.filter(path__startswith=restricted_at(obj.path))
    return pages.exclude(pk=obj.pk)


def findable(pages: QuerySet[Page], user) -> QuerySet[Page]:
    """Those of `pages` that `user` finds in the admin."""
    return pages.filter(pk__in=page_permission_policy.explorable_instances(user).values("pk"))


def references(obj, facets: frozenset[str] | None = None) -> list[Reference]:
    """To it, and to what it is shown in place of."""
    is_translatable = are_several() and isinstance(obj, TranslatableMixin)
    versions = obj.get_translations() if is_translatable else []
    return references_to([obj, *versions], facets or facets_shown(obj))


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
    return _listing_of(obj, pages_with(obj, with_drafts=True), user, limit, words)


def _listing_of(
    obj, pages: QuerySet[Page], user, limit: int, words: str = "", facets=None
) -> Listing:
    mine = findable(pages, user)
    count, mine_count = pages.live().count(), mine.live().count()
    found = list((mine.filter(title__icontains=words) if words else mine)[: limit + 1])
    first = rows(obj, found[:limit], user, facets)
    return Listing(first, count, count - mine_count, len(found) > limit)


def rows(obj, pages, user, facets: frozenset[str] | None = None) -> list[ShownOnRow]:
    """facets: of those of `obj` whose places on the pages are told; None for all."""
    specific = list(Page.objects.filter(pk__in=[page.pk for page in pages]).specific())
    found = appearances(references(obj, facets), specific)
    # A picture or a document that a page has only with another page.
    others = [page.pk for page in specific if not found[page.pk]]
    bringing = titles_bringing([obj], others) if is_file(obj) else {}
    by_pk = {page.pk: page for page in specific}
    return [
        ShownOnRow(
            page,
            ways(obj, found[page.pk], bringing.get(page.pk, ())),
            edit_url(page, user),
            mode_on(page, obj, user),
        )
        for page in (by_pk.get(page.pk) for page in pages)
        if page
    ]


def is_file(obj) -> bool:
    """Whether it is a picture or a document, of whatever model a host has for them."""
    return isinstance(obj, get_image_model() | get_document_model())


def titles_bringing(shown: list[Model], page_ids: Iterable[int]) -> dict[int, list[str]]:
    """{page: titles of the pages with which it shows one of these}, of those of `page_ids` that do
    not name it themselves. Three queries."""
    bringing = {reference.page_id for reference in references_to(shown, ALL)}
    titles = dict(Page.objects.filter(pk__in=bringing).values_list("pk", "title"))
    found: dict[int, list[str]] = {pk: [] for pk in page_ids}
    for page_id, referred in pages_referred_to(found):
        if referred in titles:
            found[page_id].append(titles[referred])
    return found


def mode_on(page: Page, obj, user) -> str | None:
    """The preview mode that shows `obj` on `page`, for those who may see it there."""
    has_modes = isinstance(obj, PreviewedOnPages) and may_preview(user, page)
    return mode_for(page) if has_modes else None


def edit_url(page: Page, user) -> str | None:
    may = page_permission_policy.user_has_any_permission_for_instance(user, OPENING, page)
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if may else None


def ways(obj, found: list[Appearance], bringing: Iterable[str] = ()) -> list[str]:
    """In what ways a page shows `obj`, each once; `found` is empty where it does not name it.
    bringing: the titles of the pages with which it shows a file."""
    if isinstance(obj, ClinicSettings):
        return [_("Whole site")]
    if not found and is_file(obj):
        names = dict.fromkeys(bringing)
        return [_("With “%(title)s”") % {"title": title} for title in names] or [_("In a list")]
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

    @property
    def is_previewed(self) -> bool:
        """Whether it can be looked at on these pages before it is published."""
        return isinstance(self.obj, PreviewedOnPages)

    @cached_property
    def modes(self) -> list[tuple[str, str]]:
        return preview_modes(self.obj, self.user, self._chosen)

    @property
    def opened(self) -> str:
        """The preview mode that is opened at once; "" for none."""
        mode = f"{PREFIX}{self._chosen}"
        return mode if self._chosen and mode in dict(self.modes) else ""

    @cached_property
    def prices(self) -> Listing:
        """The first pages that show the price of a therapy, in a list or on its card."""
        card = frozenset({CARD})
        return _listing_of(self.obj, pages_with(self.obj, card), self.user, FEW, facets=card)

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
    is_new = getattr(obj, "shown_on", None) is None
    if is_told(type(obj)) and obj.pk and request and is_new:
        asked = request.GET.get(PREVIEW_ON, "")
        obj.shown_on = ShownOn(obj, request.user, int(asked) if asked.isdecimal() else None)


def is_told(model: type[Model]) -> bool:
    """Whether editors of such objects are told where they are shown."""
    return issubclass(model, PreviewedOnPages | get_image_model() | get_document_model())
