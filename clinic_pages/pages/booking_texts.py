"""The booking box: words and a button with which a page invites to book."""

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
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

from ..lib.api_fields import given_and_taken
from ..lib.fields import INLINE_FEATURES
from ..lib.previews import PreviewedOnPages
from .booking_address_field import AddressField
from .booking_addresses import Remark, warning
from .booking_providers import Provider, host_of, provider_at
from .booking_ways import default_way, way_called, way_choices
from .names import SeenNames
from .panels import BookingAddressPanel, SharedFieldPanel, SubjectPanel


class BookingSnippet(
    SeenNames,
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
        help_text=_("Only you see this: it tells one booking box from another."),
    )
    heading = models.CharField(_("heading"), max_length=120)
    text = RichTextField(_("text"), blank=True, features=INLINE_FEATURES)
    button_label = models.CharField(
        _("button"),
        max_length=40,
        blank=True,
        help_text=_(
            "Leave empty for “Request an appointment”, “Book online” or “Call us to book”, as it "
            "fits."
        ),
    )
    way = models.CharField(
        _("how visitors book"), max_length=20, choices=way_choices, default=default_way
    )
    provider_url = AddressField(
        _("address at the provider"),
        max_length=500,
        blank=True,
        help_text=_(
            "For a link or a calendar, for example https://your-clinic.cliniko.com/bookings. You "
            "may also paste the code that the provider gives you for your website: the address is "
            "taken out of it."
        ),
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
        SubjectPanel("showing", heading=_("Where it is shown")),
        FieldPanel("name"),
        SharedFieldPanel("heading"),
        FieldPanel("text"),
        FieldPanel("button_label"),
        FieldPanel("way"),
        BookingAddressPanel("provider_url"),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("heading"),
        index.AutocompleteField("heading"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
    ]
    api_fields = given_and_taken("heading", "text", "button_label", "way", "provider_url")

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("booking box")
        verbose_name_plural = _("booking boxes")

    def __str__(self):
        return self.name or self.heading

    def clean(self):
        super().clean()
        self.provider_url = self.provider_url.strip()
        check = way_called(self.way).check
        if check is None:
            return
        if not self.provider_url:
            raise ValidationError({"provider_url": gettext("Enter the address at the provider.")})
        try:
            check(self.provider_url)
        except ValidationError as why:
            raise ValidationError({"provider_url": why.messages}) from None

    @property
    def way_template(self) -> str:
        return way_called(self.way).template

    @property
    def address_warning(self) -> Remark | None:
        """Of an address that visitors are sent to, and that looks like another's."""
        return warning(self.provider_url) if way_called(self.way).check else None

    @property
    def provider(self) -> Provider | None:
        return provider_at(self.provider_url)

    @property
    def provider_name(self) -> str:
        """Who takes the booking, as visitors know it."""
        return self.provider.name if self.provider else host_of(self.provider_url)

    def get_preview_template(self, request, mode_name):
        return "clinic_pages/booking_snippet_preview.html"
