"""When to see a doctor, and how soon."""

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..lib.fields import RICH_TEXT_FEATURES
from .base import ClinicStructBlock, ClinicStructValue, Slot


class CareLevel(TextChoices):
    """How soon to see a doctor, as on NHS.uk's care cards."""

    NON_URGENT = "non_urgent", _("Non-urgent: see a doctor when you can")
    URGENT = "urgent", _("Urgent: see a doctor today")
    EMERGENCY = "emergency", _("Emergency: go to hospital now")


DEFAULT_HEADINGS = {
    CareLevel.NON_URGENT: _("See a doctor if:"),
    CareLevel.URGENT: _("Ask for an urgent doctor's appointment if:"),
    CareLevel.EMERGENCY: _("Call an ambulance or go to an emergency department now if:"),
}


class CareCardValue(ClinicStructValue):
    health_aspect = "SeeDoctorHealthAspect"

    @property
    def level(self) -> CareLevel:
        # Content from an import or the API has not met the field's choices.
        known = self.get("level") in CareLevel.values
        return CareLevel(self["level"]) if known else CareLevel.NON_URGENT

    @property
    def slot(self) -> Slot:
        return Slot.EMERGENCIES if self.level == CareLevel.EMERGENCY else Slot.MAIN

    def contents_heading(self, page) -> str:
        return self.heading.rstrip(":")

    @property
    def heading(self) -> str:
        return (self.get("heading_override") or "").strip() or DEFAULT_HEADINGS[self.level]

    @property
    def level_label(self) -> str:
        """The level in words, since colour alone says nothing to some visitors."""
        return self.level.label.split(":")[0]


class CareCardBlock(ClinicStructBlock):
    level = blocks.ChoiceBlock(
        label=_("How urgent"), choices=CareLevel.choices, default=CareLevel.NON_URGENT
    )
    heading_override = blocks.CharBlock(
        label=_("Another heading"),
        required=False,
        default="",
        help_text=_("Leave empty for the usual wording, such as “See a doctor if:”."),
    )
    text = blocks.RichTextBlock(
        label=_("Signs"),
        features=RICH_TEXT_FEATURES,
        help_text=_("Best as a short list, one sign on each line."),
    )

    class Meta:
        icon = "warning"
        label = _("When to see a doctor")
        group = _("For the patient")
        description = _(
            "A card that says when to see a doctor, and how soon. On a condition page emergencies "
            "stand on top."
        )
        template = "clinic_pages/blocks/care_card.html"
        value_class = CareCardValue
        # Who reads this should not be led away.
        suggests_links = False
        label_format = "{level} {heading_override}"

    def get_context(self, value, parent_context=None):
        # `value.level` in a template is the stored word, known or not.
        return {**super().get_context(value, parent_context), "level": value.level.value}

    def sample(self):
        return {
            "level": CareLevel.URGENT,
            "heading_override": "",
            "text": gettext("<ul><li>the pain is getting worse</li></ul>"),
        }
