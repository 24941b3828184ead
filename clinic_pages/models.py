"""The models of the plugin, each from the room of its subject."""

from .importing.models import ImportBatch, ImportFile
from .lib.facts import Generation
from .links.models import DismissedLink
from .page_cache.models import OwedPurge
from .page_checks.models import FailedCheck
from .pages.base import ClinicPage
from .pages.booking_texts import BookingSnippet
from .pages.clinic import ClinicSettings, OpeningHours, SocialLink, SpecialDay
from .pages.condition_entries import ConditionEntry
from .pages.condition_index import ConditionIndexPage
from .pages.conditions import ConditionPage
from .pages.finding_aids import BodyArea, ConditionBodyArea, ConditionSymptom, Symptom
from .pages.freshness import PageFreshness, TreeFreshness
from .pages.hours import Weekday
from .pages.practitioners import (
    PractitionerPage,
    PractitionerRegistration,
    PractitionersPage,
    PractitionerTherapy,
)
from .pages.therapies import TherapyIndexPage, TherapyPage
from .search_engines.models import ShareImage

__all__ = [
    "BodyArea",
    "BookingSnippet",
    "ClinicPage",
    "ClinicSettings",
    "ConditionBodyArea",
    "ConditionEntry",
    "ConditionIndexPage",
    "ConditionPage",
    "ConditionSymptom",
    "DismissedLink",
    "FailedCheck",
    "Generation",
    "ImportBatch",
    "ImportFile",
    "OpeningHours",
    "OwedPurge",
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
    "TreeFreshness",
    "Weekday",
]
