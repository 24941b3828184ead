"""What a new page takes from another one, and what it does not."""

from django.utils.text import capfirst
from wagtail.models import Page

from ..lib.fields import is_empty

# A pattern may be hidden, and what begins with it is to be found.
ITS_OWN = "hide_from_search_engines"


def begin_like(page: Page, source: Page) -> None:
    """Fills an unsaved page, as its form opens, with what `source` has of the same type: but for
    what Wagtail keeps of any page, and for what no copy takes along."""
    left_out = {*source.default_exclude_fields_in_copy, *source.exclude_fields_in_copy, ITS_OWN}
    for field in source._meta.concrete_fields:
        if field.model is not Page and not field.primary_key and field.name not in left_out:
            setattr(page, field.attname, getattr(source, field.attname))
    source.copy_all_child_relations(page, exclude=list(left_out))


def left_empty(source: Page) -> list[str]:
    """What `source` has and a copy of it begins without, as an editor reads it."""
    fields = [source._meta.get_field(name) for name in source.exclude_fields_in_copy]
    return [_label(field) for field in fields if not is_empty(source, field.name)]


def _label(field) -> str:
    is_list = field.auto_created
    name = field.related_model._meta.verbose_name_plural if is_list else field.verbose_name
    return str(capfirst(name))
