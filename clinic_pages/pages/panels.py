"""Panels of a page's form, and places in it for those of other subjects."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, Panel, PanelGroup
from wagtail.admin.staticfiles import versioned_static

from ..lib.fields import is_empty
from ..lib.registry import Registry
from .body import count_stale_overrides, hidden_blocks
from .booking_addresses import remarks

# {subject: its panel class}. A subject that stands above the pages cannot be imported by them: it
# registers its panel here, and the pages say where in the form it goes.
PANELS: Registry[str, type[Panel]] = Registry()


class SubjectPanel(Panel):
    """The place of a subject's panel. Nothing is there while none is registered."""

    def __init__(self, subject: str, **kwargs):
        super().__init__(**kwargs)
        self.subject = subject

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "subject": self.subject}

    def bind_to_model(self, model):
        registered = PANELS.get(self.subject)
        if registered is None:
            return super().bind_to_model(model)
        return registered(**super().clone_kwargs()).bind_to_model(model)

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self):
            return False


class FoldedPanel(MultiFieldPanel):
    """What few pages need at once: folded at first, and its heading says what of it is empty.
    Wagtail unfolds it where something in it is wrong."""

    def classes(self):
        return [*super().classes(), "collapsed"]

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            fields = list(fields_in(self.panel))
            empty = [_name_of(each) for each in fields if _is_empty(self.instance, each)]
            if empty and len(empty) == len(fields):
                self.heading = _("%(heading)s (empty)") % {"heading": self.heading}
            elif empty:
                said = {"heading": self.heading, "fields": ", ".join(empty)}
                self.heading = _("%(heading)s (empty: %(fields)s)") % said


def fields_in(panel: PanelGroup) -> Iterator[FieldPanel | InlinePanel]:
    """The panels of fields and lists in a group and in the groups within it."""
    for child in panel.children:
        if isinstance(child, PanelGroup):
            yield from fields_in(child)
        elif isinstance(child, FieldPanel | InlinePanel):
            yield child


def _is_empty(instance, panel: FieldPanel | InlinePanel) -> bool:
    is_list = isinstance(panel, InlinePanel)
    return is_empty(instance, panel.relation_name if is_list else panel.field_name)


def _name_of(panel: FieldPanel | InlinePanel) -> str:
    is_list = isinstance(panel, InlinePanel)
    return str(panel.heading or (panel.label if is_list else panel.db_field.verbose_name))


class HiddenBlocksPanel(Panel):
    """Tells the editor which blocks of the saved page visitors do not see, and why, and how many
    show a text that was written against an older shared text."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_pages/pages/hidden_blocks_panel.html"

        def is_shown(self):
            return bool(hidden_blocks(self.instance) or count_stale_overrides(self.instance))

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["hidden_blocks"] = hidden_blocks(self.instance)
            context["stale_count"] = count_stale_overrides(self.instance)
            return context


class SharedFieldPanel(FieldPanel):
    """Says above a field of a PreviewedOnPages on how many pages it is shown: before one types."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "clinic_pages/pages/shared_field_panel.html"


class BookingAddressPanel(FieldPanel):
    """Says whose an address is, and warns of one that looks like another's: of the stored one, and
    of what is typed or pasted."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "clinic_pages/pages/booking_address_panel.html"

        @property
        def media(self):
            script = versioned_static("clinic_pages/pages/booking_address.js")
            return super().media + forms.Media(js=[script])

        def get_editable_context_data(self):
            context = super().get_editable_context_data()
            # An error beside the field says enough.
            if not self.bound_field.errors:
                context["remarks"] = remarks(self.bound_field.value() or "")
            return context
