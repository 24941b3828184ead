"""Appointments as iCalendar (RFC 5545)."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress

from ...pages.clinic import ClinicSettings
from .models import Appointment
from .schedules import PractitionerSchedule

FEED_LOOKS_BACK = timedelta(days=30)
PRODUCT = "-//clinic_pages//booking//EN"


def calendar_of(appointments, clinic: ClinicSettings, method: str = "PUBLISH") -> bytes:
    """One file with these appointments, each with the time zone of the site.

    method: of RFC 5546; "CANCEL" takes an appointment out of the calendar.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    # Without appointments, too: a calendar must hold something.
    calendar.add_component(Timezone.from_tzid(timezone.get_default_timezone_name()))
    for appointment in appointments:
        calendar.add_component(event_of(appointment, clinic))
    return calendar.to_ical()


def feed_of(schedule: PractitionerSchedule, clinic: ClinicSettings) -> bytes:
    """A practitioner's appointments, held ones too: of the last month and all to come."""
    since = timezone.now() - FEED_LOOKS_BACK
    appointments = Appointment.objects.filter(
        practitioner__translation_key=schedule.practitioner.translation_key,
        cancelled_at=None,
        starts_at__gte=since,
    )
    return calendar_of(appointments, clinic)


def event_of(appointment: Appointment, clinic: ClinicSettings) -> Event:
    """Calendars lie at third parties: when and where, and nothing of whom and what for."""
    event = Event()
    event.add("uid", f"{appointment.uid}@{_host()}")
    event.add("dtstamp", timezone.now())
    event.add("sequence", appointment.sequence)
    event.add("dtstart", _local(appointment.starts_at))
    event.add("dtend", _local(appointment.ends_at))
    name = clinic.name or _("Clinic")
    event.add("summary", _("Appointment at %(clinic)s") % {"clinic": name})
    event.add("location", ", ".join(clinic.address_lines))
    event.add("status", _status(appointment))
    if clinic.email:
        organizer = vCalAddress(f"mailto:{clinic.email}")
        organizer.params["cn"] = name
        event.add("organizer", organizer)
    return event


def _status(appointment: Appointment) -> str:
    if appointment.cancelled_at:
        return "CANCELLED"
    return "CONFIRMED" if appointment.is_agreed else "TENTATIVE"


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment, timezone.get_default_timezone())


def _host() -> str:
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
