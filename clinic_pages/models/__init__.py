"""The plugin's models, a module per noun."""

from .appointments import Appointment, TakenCell
from .booking import BookingSnippet, Way
from .booking_requests import (
    BookingAttempt,
    BookingCount,
    BookingMail,
    BookingNote,
    BookingRequest,
    PartOfDay,
)
from .booking_settings import BookingSettings
from .clinic import ClinicSettings, OpeningHours, SocialLink, SpecialDay
from .condition_index import ConditionIndexPage
from .conditions import ConditionPage
from .finding import BodyArea, ConditionBodyArea, ConditionSymptom, Symptom
from .freshness import PageFreshness
from .hours import Weekday
from .page_findings import PageFinding
from .pages import ClinicPage
from .practitioners import (
    PractitionerPage,
    PractitionerRegistration,
    PractitionersPage,
    PractitionerTherapy,
)
from .schedules import PractitionerSchedule, ScheduleException, WorkingHours
from .share import ShareImage
from .therapies import TherapyIndexPage, TherapyPage

__all__ = [
    "Appointment",
    "BodyArea",
    "BookingAttempt",
    "BookingCount",
    "BookingMail",
    "BookingNote",
    "BookingRequest",
    "BookingSettings",
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
    "PartOfDay",
    "PractitionerPage",
    "PractitionerRegistration",
    "PractitionerSchedule",
    "PractitionerTherapy",
    "PractitionersPage",
    "ScheduleException",
    "ShareImage",
    "SocialLink",
    "SpecialDay",
    "Symptom",
    "TakenCell",
    "TherapyIndexPage",
    "TherapyPage",
    "Way",
    "Weekday",
    "WorkingHours",
]
