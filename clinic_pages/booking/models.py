"""The models of the app, each from the room of its subject."""

from .desk.models import BookingNote
from .form.models import BookingAttempt
from .mails.models import BookingMail
from .request.models import BookingRequest, PartOfDay
from .settings import BookingSettings
from .statistics.models import BookingCount
from .times.models import Appointment, TakenCell
from .times.schedules import PractitionerSchedule, ScheduleException, WorkingHours

__all__ = [
    "Appointment",
    "BookingAttempt",
    "BookingCount",
    "BookingMail",
    "BookingNote",
    "BookingRequest",
    "BookingSettings",
    "PartOfDay",
    "PractitionerSchedule",
    "ScheduleException",
    "TakenCell",
    "WorkingHours",
]
