"""Which links a page's own text could have, and the click that puts one in.

A name of another published page in the text is an offer to link to that page, once on each page.
What is shared from elsewhere is no text of the page's own: a therapy's shared text gets its links
on the therapy's page.
"""

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from django.db import transaction
from wagtail.blocks import RichTextBlock, StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, get_page_models
from wagtail.rich_text import RichText

from ..lib.editing import changed_meanwhile, check_may_edit, locked_for, save_draft
from ..lib.facets import option
from ..lib.page_answers import page_answers
from ..lib.references import referred_to, tree_of
from ..lib.visibility import public
from ..pages.names import HasAlternateNames, split_names
from .dismissals import dismissed_on
from .mentions import Mention, NameIndex, insert_link, mentions

URL_NAME = "clinic_pages_links:suggestions"
LOG_ACTION = "clinic_pages.insert_link"


class OwnText(NamedTuple):
    """A rich text that is stored with a page, and what puts another one in its place."""

    html: str
    replace: Callable[[str], None]


class Suggestion(NamedTuple):
    """fingerprint: of the draft and the place in it that an editor sees: another one means that
    something has changed."""

    mention: Mention
    text: OwnText
    fingerprint: str


def suggestions(page: Page) -> list[Suggestion]:
    """Those for `page` as it is in memory, in the order of its form. A fixed number of queries."""
    texts = list(own_texts(page))
    if not any(text.html for text in texts):
        return []
    pages = _published_around(page)
    names = NameIndex(_names(page, pages))
    # A page's breadcrumb leads to those above it.
    settled = {pk for pk, path, _title in pages if page.path.startswith(path)}
    settled |= {page.pk, *referred_to(page), *dismissed_on(page)}
    found = []
    for number, text in enumerate(texts):
        for mention in mentions(text.html, names):
            if mention.owner not in settled:
                settled.add(mention.owner)
                fingerprint = _fingerprint(page, number, text, mention)
                found.append(Suggestion(mention, text, fingerprint))
    return found


@transaction.atomic
def insert(page: Page, fingerprint: str, user) -> Mention:
    """Puts a suggested link into a new draft of `page`, and says where; nothing is published.

    fingerprint: of the `Suggestion` as the editor saw it. Raises Refused.
    """
    page = locked_for(page)
    check_may_edit(page, user)
    draft = page.get_latest_revision_as_object()
    for mention, text, seen in suggestions(draft):
        if seen == fingerprint:
            text.replace(insert_link(text.html, mention))
            save_draft(page, draft, user, LOG_ACTION)
            return mention
    raise changed_meanwhile(page)


def _fingerprint(page: Page, number: int, text: OwnText, mention: Mention) -> str:
    # An autosave keeps the revision's number.
    draft = (page.latest_revision_id, page.latest_revision_created_at)
    seen = repr((draft, number, text.html, mention))
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


# --- Whose names ---------------------------------------------------------------------------------


def _published_around(page: Page) -> list[tuple[int, str, str]]:
    """(pk, path, title) of the published, public pages of its tree."""
    pages = public(Page.objects.live()).filter(path__startswith=tree_of(page.path))
    # An alias has its source's name.
    return list(pages.filter(alias_of=None).order_by("path").values_list("pk", "path", "title"))


def _names(page: Page, pages) -> Iterator[tuple[str, int]]:
    """(name, pk), first those that win where two are the same."""
    own = [page.title, *page_answers(page).alternate_name_list]
    yield from ((name, page.pk) for name in own)
    yield from ((title, pk) for pk, _path, title in pages)
    published = {pk for pk, _path, _title in pages}
    for model in _types_with_other_names():
        rows = model.objects.exclude(alternate_names="").order_by("path")
        for pk, names in rows.values_list("pk", "alternate_names"):
            if pk in published:
                yield from ((name, pk) for name in split_names(names))


def _types_with_other_names() -> list[type[Page]]:
    """Those in whose own tables the names are: types built on these have their rows there."""
    types = (model for model in get_page_models() if issubclass(model, HasAlternateNames))
    return [
        model
        for model in types
        if any(field.name == "alternate_names" for field in model._meta.local_fields)
    ]


# --- In which texts ------------------------------------------------------------------------------


def own_texts(page: Page) -> Iterator[OwnText]:
    """The rich texts of `page` that may have links, as it is in memory, in the order of its form.

    A block that wants none in its texts says so: `Meta.suggests_links = False`.
    """
    for field in page._meta.fields:
        if isinstance(field, StreamField):
            yield from _texts_in(field.stream_block, getattr(page, field.name))
        elif isinstance(field, RichTextField) and _allows_links(field):
            yield OwnText(getattr(page, field.name) or "", partial(setattr, page, field.name))


def _texts_in(block, value) -> Iterator[OwnText]:
    if not option(block, "suggests_links", True):
        return
    for child, child_value, put in _children(block, value):
        if isinstance(child, RichTextBlock) and _allows_links(child):
            html = child_value.source if child_value else ""
            yield OwnText(html, partial(_put_rich_text, put))
        else:
            yield from _texts_in(child, child_value)


def _children(block, value) -> Iterator[tuple]:
    """(block, value, what puts another value in its place) for each block directly in `value`."""
    if isinstance(value, StreamValue):
        yield from ((each.block, each.value, partial(setattr, each, "value")) for each in value)
    elif isinstance(value, ListValue):
        for each in value.bound_blocks:
            yield each.block, each.value, partial(setattr, each, "value")
    # A StructBlock may have a value of another kind: an image.
    elif isinstance(value, StructValue):
        for name, child in block.child_blocks.items():
            yield child, value.get(name), partial(value.__setitem__, name)


def _put_rich_text(put: Callable, html: str) -> None:
    put(RichText(html))


def _allows_links(field: RichTextField | RichTextBlock) -> bool:
    return field.features is None or "link" in field.features
