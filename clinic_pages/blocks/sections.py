from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from ..fields import RICH_TEXT_FEATURES, is_blank
from .base import ClinicStructBlock


class SectionValue(blocks.StructValue):
    def contents_heading(self, page) -> str:
        return (self.get("heading") or "").strip()


class SectionBlock(ClinicStructBlock):
    heading = blocks.CharBlock(
        label=_("Heading"),
        required=False,
        help_text=_("For example “What is sciatica?”. Leave empty to continue the part above."),
    )
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "pilcrow"
        label = _("Section")
        group = _("Text and images")
        description = _("A heading with text under it.")
        template = "clinic_pages/blocks/section.html"
        value_class = SectionValue
        label_format = "{heading}"

    def clean(self, value):
        cleaned = super().clean(value)
        nothing = not (cleaned["heading"] or "").strip() and is_blank(cleaned["text"])
        if nothing and not self.is_deferred_validation:
            error = ValidationError(_("Write a heading or a text, or remove this section."))
            raise StructBlockValidationError(block_errors={"text": error})
        return cleaned

    def sample(self):
        return {
            "heading": gettext("What is sciatica?"),
            "text": gettext("<p>Pain that runs from the lower back down the leg.</p>"),
        }
