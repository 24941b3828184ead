"""The plugin's models, a module per noun."""

from .booking import BookingSnippet
from .clinic import ClinicSettings, OpeningHours, SocialLink, SpecialDay, Weekday
from .condition_index import ConditionIndexPage
from .conditions import ConditionPage
from .finding import BodyArea, ConditionBodyArea, ConditionSymptom, Symptom
from .freshness import PageFreshness
from .page_findings import PageFinding
from .pages import ClinicPage
from .practitioners import (
    PractitionerPage,
    PractitionerRegistration,
    PractitionersPage,
    PractitionerTherapy,
)
from .share import ShareImage
from .therapies import TherapyIndexPage, TherapyPage

__all__ = [
    "BodyArea",
    "BookingSnippet",
    "ClinicPage",
    "ClinicSettings",
    "ConditionBodyArea",
    "ConditionIndexPage",
    "ConditionPage",
    "ConditionSymptom",
    "OpeningHours",
    "PageFinding",
    "PageFreshness",
    "PractitionerPage",
    "PractitionerRegistration",
    "PractitionerTherapy",
    "PractitionersPage",
    "ShareImage",
    "SocialLink",
    "SpecialDay",
    "Symptom",
    "TherapyIndexPage",
    "TherapyPage",
    "Weekday",
]
