"""Appointments as iCalendar (RFC 5545)."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from ..models import Appointment, ClinicSettings

PRODUCT = "-//clinic_pages//booking//EN"


def calendar_of(appointments, clinic: ClinicSettings, method: str = "PUBLISH") -> bytes:
    """One file with these appointments, each with the time zone of the site.

    method: of RFC 5546; "CANCEL" takes an appointment out of the calendar.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for appointment in appointments:
        calendar.add_component(event_of(appointment, clinic))
    calendar.add_missing_timezones()
    return calendar.to_ical()


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
    event.add("status", "CANCELLED" if appointment.cancelled_at else "CONFIRMED")
    if clinic.email:
        organizer = vCalAddress(f"mailto:{clinic.email}")
        organizer.params["cn"] = name
        event.add("organizer", organizer)
    return event


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment, timezone.get_default_timezone())


def _host() -> str:
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
