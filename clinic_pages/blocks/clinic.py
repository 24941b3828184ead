"""What the clinic's settings say, inside a page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PREVIEW_TEMPLATE, BlockAnswers


class WhereAndWhenBlock(BlockAnswers, blocks.StaticBlock):
    """The clinic's address, opening hours and special days, as its settings have them."""

    shows_hours = True

    class Meta:
        icon = "calendar"
        label = _("Where and when")
        group = _("For the patient")
        description = _("The clinic's address and opening hours, from Settings → Clinic.")
        admin_text = _("The address and opening hours from Settings → Clinic appear here.")
        template = "clinic_pages/blocks/where_and_when.html"
        preview_template = PREVIEW_TEMPLATE
