from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page


class ClinicPage(Page):
    """What every public page of a clinic has: a choice of booking snippet.

    Host sites may build their own page types on it.
    """

    booking_snippet = models.ForeignKey(
        "clinic_pages.BookingSnippet",
        verbose_name=_("booking text"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Leave empty to show the one chosen on the nearest page above, else the clinic's own."
        ),
    )

    booking_panel = MultiFieldPanel([FieldPanel("booking_snippet")], heading=_("Booking"))

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent):
        # Directly under the tree's root a page belongs to no site and has no address.
        return not parent.is_root() and super().can_create_at(parent)

    @property
    def places_booking(self) -> bool:
        """Whether a block of the body shows the booking snippet, so that the end must not."""
        body = getattr(self, "body", None) or []
        return any(block.block_type == "booking" for block in body)


def alternate_names_field() -> models.TextField:
    return models.TextField(
        _("other names"),
        blank=True,
        help_text=_("One on each line. Visitors find the page by these too."),
    )


def split_names(alternate_names: str) -> list[str]:
    """The names in an `alternate_names` value, without blanks, in the editor's order."""
    return [name for line in (alternate_names or "").splitlines() if (name := line.strip())]
