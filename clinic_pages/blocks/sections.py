"""A heading with text, and what that is about."""

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from ..lib.fields import RICH_TEXT_FEATURES, is_blank
from ..lib.wording import to_lines
from .base import ClinicStructBlock, ClinicStructValue


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


# The members of schema.org's HealthAspectEnumeration.
ASPECTS = {
    Topic.OVERVIEW: "OverviewHealthAspect",
    Topic.SYMPTOMS: "SymptomsHealthAspect",
    Topic.CAUSES: "CausesHealthAspect",
    Topic.RISK_FACTORS: "RisksOrComplicationsHealthAspect",
    Topic.COURSE: "StagesHealthAspect",
    Topic.PROGNOSIS: "PrognosisHealthAspect",
    Topic.COMPLICATIONS: "RisksOrComplicationsHealthAspect",
    Topic.PREVENTION: "PreventionHealthAspect",
    Topic.SELF_CARE: "SelfCareHealthAspect",
    Topic.LIVING_WITH: "LivingWithHealthAspect",
    Topic.TREATMENT: "TreatmentsHealthAspect",
}
# What a section's words are to the condition: topic -> (property, type; "" for plain text).
SAID_OF_CONDITION = {
    Topic.CAUSES: ("cause", "MedicalCause"),
    Topic.RISK_FACTORS: ("riskFactor", "MedicalRiskFactor"),
    Topic.COURSE: ("naturalProgression", ""),
    Topic.PROGNOSIS: ("expectedPrognosis", ""),
    Topic.COMPLICATIONS: ("possibleComplication", ""),
}


class SectionValue(ClinicStructValue):
    @property
    def topic(self) -> Topic | None:
        # Content from an import or the API has not met the field's choices.
        return Topic(self["topic"]) if self.get("topic") in Topic.values else None

    def contents_heading(self, page) -> str:
        return (self.get("heading") or "").strip()

    @property
    def has_heading(self) -> bool:
        return bool(self.contents_heading(None))

    @property
    def opening_text(self):
        return self["text"]

    @property
    def health_aspect(self) -> str:
        return ASPECTS.get(self.topic, "")

    def said_of_condition(self) -> dict[str, list]:
        name, kind = SAID_OF_CONDITION.get(self.topic, ("", ""))
        text = to_lines(self["text"]) if name else ""
        if not text:
            return {}
        return {name: [{"@type": kind, "description": text} if kind else text]}


class SectionBlock(ClinicStructBlock):
    heading = blocks.CharBlock(
        label=_("Heading"),
        required=False,
        default="",
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
