"""The models of the app, each from the room of its subject."""

from .desk.models import BookingNote
from .form.models import BookingAttempt, ContactAttempt
from .mails.models import BookingMail
from .mails.wordings import MailWording
from .request.models import BookingRequest, Channel, PartOfDay, SearchKey
from .settings import BookingSettings
from .statistics.models import BookingCount
from .times.models import Appointment, BlockedTime, TakenCell
from .times.schedules import PractitionerSchedule, ScheduleException, WorkingHours

__all__ = [
    "Appointment",
    "BlockedTime",
    "BookingAttempt",
    "BookingCount",
    "BookingMail",
    "BookingNote",
    "BookingRequest",
    "BookingSettings",
    "Channel",
    "ContactAttempt",
    "MailWording",
    "PartOfDay",
    "PractitionerSchedule",
    "ScheduleException",
    "SearchKey",
    "TakenCell",
    "WorkingHours",
]
