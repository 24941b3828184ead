"""What an editor reads of where words come from."""

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..lib.facets import TEXT, said_by
from ..lib.facts import fact
from ..pages.booking_texts import BookingSnippet
from ..pages.clinic import ClinicSettings
from ..showing.shown_on import pages_with


class Kind(TextChoices):
    """Whose the words are; the stylesheet has a colour for each."""

    OWN = "own"
    SHARED = "shared"
    BOOKING = "booking"
    SETTINGS = "settings"
    OTHER = "other"


def kind_of(obj, field: str) -> Kind:
    """Of words that are not the page's own."""
    if isinstance(obj, ClinicSettings):
        return Kind.SETTINGS
    if isinstance(obj, BookingSnippet):
        return Kind.BOOKING
    is_shared = field in said_by(type(obj)).facets.get(TEXT, ())
    return Kind.SHARED if is_shared else Kind.OTHER


def field_label(model: type[Model], name: str) -> str:
    """What the form calls a field, or rows of it; "" for what is none."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    if field.one_to_many:
        return capfirst(str(field.related_model._meta.verbose_name_plural))
    return capfirst(str(field.verbose_name))


def block_label(block, part: str) -> str:
    """For a part of a StructBlock: "Section → Text"."""
    child = block.child_blocks.get(part)
    return " → ".join(str(each.label) for each in (block, child) if each)


def on_this_page(what: str) -> str:
    return _("This page → %(what)s") % {"what": what} if what else _("This page")


def built_in() -> str:
    return _("Built in: no booking box is chosen")


def label_of(obj, field: str) -> str:
    """Of words that are not the page's own: "Shared text of “Cupping”, shown on 12 pages"."""
    what = field_label(type(obj), field)
    if isinstance(obj, ClinicSettings):
        return _("Settings → Clinic → %(what)s") % {"what": what}
    names = {"what": what, "title": getattr(obj, "title", None) or str(obj)}
    said = _("%(what)s of “%(title)s”") % names if what else names["title"]
    # To count them takes a dozen queries: for texts that pages repeat, not for each name in a list.
    is_counted = obj.pk and kind_of(obj, field) in (Kind.SHARED, Kind.BOOKING)
    return f"{said}, {_on_pages(obj)}" if is_counted else said


def _on_pages(obj) -> str:
    count = shown_on_count(type(obj), obj.pk)
    return ngettext("shown on %(count)d page", "shown on %(count)d pages", count) % {"count": count}


@fact
def shown_on_count(model: type[Model], pk) -> int:
    """On how many pages it is shown: as many as its own form says."""
    return pages_with(model._base_manager.get(pk=pk)).count()
