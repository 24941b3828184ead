"""Marks on the parts of a page that is being rendered: whose words they are, where to change them.

A mark is attributes of an element of the page, so that the page looks as it does for visitors. They
are there only while `marking`: a page that is rendered for visitors asks one variable, and no more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.forms.utils import flatatt
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.users.models import UserProfile

from ..blocks.base import BlockAnswers
from ..pages.booking_texts import BookingSnippet
from .words import Kind, block_label, built_in, field_label, kind_of, label_of, on_this_page

ATTRIBUTE = "data-clinic-origin"


class Here(NamedTuple):
    """Where on this page the words can be replaced by others."""

    url: str
    label: str


class Origin(NamedTuple):
    """Whose words a part of a page shows. url: of the form and field where they are written; "" for
    who may not open it."""

    kind: Kind
    label: str
    url: str
    here: Here | None = None

    def as_attributes(self) -> dict[str, str]:
        found = {
            ATTRIBUTE: self.kind.value,
            f"{ATTRIBUTE}-label": self.label,
            f"{ATTRIBUTE}-url": self.url,
        }
        if self.here and self.here.url:
            found |= {
                f"{ATTRIBUTE}-here": self.here.url,
                f"{ATTRIBUTE}-here-label": self.here.label,
            }
        return found


class Marker:
    """Marks the parts of `page` for `user`."""

    def __init__(self, page: Page, user):
        self.page = page
        self.finder = AdminURLFinder(user)
        # Not that of the page: it is said to an editor.
        self.language = language_of(user)
        self.blocks = {id(value): path for value, path in block_paths(page)}
        # One that is not stored yet is in the form beside its preview.
        self.page_url = (self.finder.get_edit_url(page) or None) if page.pk else ""

    def attributes(self, obj, part: str, around=None) -> str:
        """As in a tag of HTML. obj: what the words are of; part: its field; around: the value of
        the block in which they are shown."""
        with override(self.language):
            origin = self.origin_of(obj, part, around)
        return flatatt(origin.as_attributes()) if origin else ""

    def origin_of(self, obj, part: str, around=None) -> Origin | None:
        if id(obj) in self.blocks:
            return self._of_block(obj, part)
        if obj is None or not hasattr(obj, "_meta"):
            return None
        here = self._here(around, obj)
        if self._is_page(obj):
            return self._own(on_this_page(field_label(type(obj), part)), part)
        if isinstance(obj, BookingSnippet) and obj.pk is None:
            return self._own(built_in(), "booking_snippet")
        url = self.finder.get_edit_url(obj)
        return Origin(kind_of(obj, part), label_of(obj, part), at(url, part), here)

    def _is_page(self, obj) -> bool:
        return obj is self.page or (isinstance(obj, Page) and obj.pk and obj.pk == self.page.pk)

    def _own(self, label: str, path: str) -> Origin:
        return Origin(Kind.OWN, label, at(self.page_url, path))

    def _of_block(self, value, part: str) -> Origin | None:
        path = f"{self.blocks[id(value)]}.{part}"
        asks = isinstance(value, BlockAnswers)
        source, field = value.source_of(part, self.page) if asks else (value, part)
        if source is value:
            return self._own(on_this_page(block_label(value.block, part)), path)
        found = self.origin_of(source, field)
        url = at(self.page_url, path)
        # The form starts with the shared text there: see reveal.js.
        here = Here(url and f"{url}&reword", _("Reword on this page only"))
        return found and found._replace(here=here)

    def _here(self, around, obj) -> Here | None:
        if isinstance(obj, BookingSnippet):
            url = at(self.page_url, "booking_snippet")
            return Here(url, _("Choose another on this page"))
        if id(around) not in self.blocks:
            return None
        return Here(at(self.page_url, self.blocks[id(around)]), _("Change the block on this page"))


def language_of(user) -> str:
    """In which `user` reads the admin."""
    profile = UserProfile.objects.filter(user=user).first()
    return profile.get_preferred_language() if profile else get_language()


def at(url: str | None, path: str) -> str:
    """A form's address at a field, as Wagtail's own links have it. url: None for who may not open
    the form, "" for the one beside the preview."""
    return "" if url is None else f"{url}#:w:contentpath={path}"


def block_paths(page: Page) -> Iterator[tuple[StructValue, str]]:
    """(value of a StructBlock, where the form has it) for all in the page's StreamFields."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _paths_in(getattr(page, field.name), field.name)


def _paths_in(value, path: str) -> Iterator[tuple[StructValue, str]]:
    if isinstance(value, StructValue):
        yield value, path
        for name, child in value.bound_blocks.items():
            yield from _paths_in(child.value, f"{path}.{name}")
    elif isinstance(value, StreamValue | ListValue):
        children = value if isinstance(value, StreamValue) else value.bound_blocks
        for child in children:
            yield from _paths_in(child.value, f"{path}.{child.id}")


# --- Whether there are any -----------------------------------------------------------------------

_marker: ContextVar[Marker | None] = ContextVar("clinic_pages_origins", default=None)


def current() -> Marker | None:
    """The marker of the page that is being rendered; None where it is for visitors."""
    return _marker.get()


@contextmanager
def marking(page: Page, user) -> Iterator[Marker]:
    """While the body runs, parts of `page` carry marks for `user`."""
    marker = Marker(page, user)
    before = _marker.set(marker)
    try:
        yield marker
    finally:
        _marker.reset(before)
