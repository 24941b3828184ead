from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from ..fields import RICH_TEXT_FEATURES, is_blank
from .base import ClinicStructBlock


class Topic(TextChoices):
    """What a section of a page about health is about: what search engines can tell apart."""

    OVERVIEW = "overview", _("What it is")
    SYMPTOMS = "symptoms", _("Symptoms")
    CAUSES = "causes", _("Causes")
    RISK_FACTORS = "risk_factors", _("Who is more likely to have it")
    COURSE = "course", _("How it develops")
    PROGNOSIS = "prognosis", _("Whether it passes, and when")
    COMPLICATIONS = "complications", _("What can follow from it")
    PREVENTION = "prevention", _("How to prevent it")
    SELF_CARE = "self_care", _("What patients can do themselves")
    LIVING_WITH = "living_with", _("Living with it")
    TREATMENT = "treatment", _("Treatment")


class SectionValue(blocks.StructValue):
    @property
    def topic(self) -> Topic | None:
        # Content from an import or the API has not met the field's choices.
        return Topic(self["topic"]) if self.get("topic") in Topic.values else None

    def contents_heading(self, page) -> str:
        return (self.get("heading") or "").strip()


class SectionBlock(ClinicStructBlock):
    heading = blocks.CharBlock(
        label=_("Heading"),
        required=False,
        help_text=_("For example “What is sciatica?”. Leave empty to continue the part above."),
    )
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=RICH_TEXT_FEATURES)
    topic = blocks.ChoiceBlock(
        label=_("What it is about"),
        choices=Topic.choices,
        required=False,
        help_text=_("Tells search engines what they find here. Visitors see no difference."),
    )

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
            "topic": Topic.OVERVIEW,
        }
