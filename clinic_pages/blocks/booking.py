"""The place of the booking box."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PREVIEW_TEMPLATE, BlockAnswers


class BookingBlock(BlockAnswers, blocks.StaticBlock):
    """Where on the page the booking snippet stands. Which one it is, is the page's own choice."""

    is_booking = True

    class Meta:
        icon = "date"
        label = _("Booking box")
        group = _("For the patient")
        description = _("Puts the booking box here instead of at the end of the page.")
        admin_text = _(
            "The booking box appears here instead of at the end. Choose which one under “Booking "
            "box”."
        )
        template = "clinic_pages/blocks/booking.html"
        preview_template = PREVIEW_TEMPLATE
