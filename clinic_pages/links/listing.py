"""Which texts name something, as an editor may know them."""

from typing import NamedTuple

from wagtail.models import Page

from ..lib.previews import may_preview
from ..showing.shown_on import edit_url
from ..showing.written_out import WrittenOut, first_of
from .prose import Sentence, naming

TEMPLATE = "clinic_pages/links/texts_naming.html"


class TextRow(NamedTuple):
    page: Page
    sentences: list[Sentence]
    edit_url: str | None


def texts_naming(names: list[str], user, but=(), longer=()) -> WrittenOut:
    """The published pages whose own texts have one of `names`; see `prose.naming`."""
    found = naming(names, but, longer)
    # Words of what only some may read are told to those who work there.
    rows = [
        TextRow(page, found[page.pk], edit_url(page, user))
        for page in first_of(found, user)
        if may_preview(user, page)
    ]
    return WrittenOut(frozenset(found), rows)
