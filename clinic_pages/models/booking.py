from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from ..fields import INLINE_FEATURES
from ..panels import ShownOnPanel
from ..previews import PreviewedOnPages


class BookingSnippet(
    PreviewedOnPages,
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """The words and the button with which a page invites a visitor to book."""

    name = models.CharField(
        _("name"),
        max_length=100,
        blank=True,
        help_text=_("Only you see this: it tells one booking text from another."),
    )
    heading = models.CharField(_("heading"), max_length=120)
    text = RichTextField(_("text"), blank=True, features=INLINE_FEATURES)
    button_label = models.CharField(
        _("button"),
        max_length=40,
        blank=True,
        help_text=_("Leave empty for “Call us to book”."),
    )

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="booking_snippet",
        for_concrete_model=False,
    )
    revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="booking_snippet",
        for_concrete_model=False,
    )

    panels = [
        ShownOnPanel(heading=_("Where it is shown")),
        FieldPanel("name"),
        FieldPanel("heading"),
        FieldPanel("text"),
        FieldPanel("button_label"),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("heading"),
        index.AutocompleteField("heading"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("booking text")
        verbose_name_plural = _("booking texts")

    def __str__(self):
        return self.name or self.heading

    def get_preview_template(self, request, mode_name):
        return "clinic_pages/booking_snippet_preview.html"
