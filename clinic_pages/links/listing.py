"""Which texts name something, as an editor may know them."""

from typing import NamedTuple

from wagtail.models import Page

from ..lib.previews import may_preview
from ..showing.shown_on import edit_url, findable
from .prose import Sentence, naming

TEMPLATE = "clinic_pages/links/texts_naming.html"
LIMIT = 100


class TextRow(NamedTuple):
    page: Page
    sentences: list[Sentence]
    edit_url: str | None


class TextListing(NamedTuple):
    """page_ids: of all that name it. others: how many of them are not in `rows`."""

    page_ids: frozenset[int]
    rows: list[TextRow]

    @property
    def count(self) -> int:
        return len(self.page_ids)

    @property
    def others(self) -> int:
        return self.count - len(self.rows)


def texts_naming(names: list[str], user, but=(), longer=()) -> TextListing:
    """The published pages whose own texts have one of `names`; see `prose.naming`."""
    found = naming(names, but, longer)
    pages = findable(Page.objects.filter(pk__in=found), user).order_by("title", "pk")[:LIMIT]
    # Words of what only some may read are told to those who work there.
    rows = [
        TextRow(page, found[page.pk], edit_url(page, user))
        for page in pages
        if may_preview(user, page)
    ]
    return TextListing(frozenset(found), rows)
