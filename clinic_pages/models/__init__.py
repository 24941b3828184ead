"""The plugin's models, a module per noun."""

from .booking import BookingSnippet
from .clinic import ClinicSettings, OpeningHours, SocialLink, SpecialDay, Weekday
from .conditions import ConditionIndexPage, ConditionPage
from .freshness import PageFreshness
from .pages import ClinicPage
from .practitioners import (
    PractitionerPage,
    PractitionerRegistration,
    PractitionersPage,
    PractitionerTherapy,
)
from .therapies import TherapyIndexPage, TherapyPage

__all__ = [
    "BookingSnippet",
    "ClinicPage",
    "ClinicSettings",
    "ConditionIndexPage",
    "ConditionPage",
    "OpeningHours",
    "PageFreshness",
    "PractitionerPage",
    "PractitionerRegistration",
    "PractitionerTherapy",
    "PractitionersPage",
    "SocialLink",
    "SpecialDay",
    "TherapyIndexPage",
    "TherapyPage",
    "Weekday",
]
