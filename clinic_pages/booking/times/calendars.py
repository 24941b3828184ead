"""Appointments as iCalendar (RFC 5545).

All times are in UTC: a program that shows them needs no rules for time zones but its own. Those
that come along in a file are read differently by each, and by some not at all.
"""

from datetime import UTC, timedelta
from email.utils import parseaddr
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


def calendar_of(
    appointments, clinic: ClinicSettings, method: str = "PUBLISH", name: str = ""
) -> bytes:
    """One file with these appointments.

    method: of RFC 5546; "CANCEL" takes an appointment out of the calendar. name: that of a
    calendar one subscribes to.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        # Outlook, Google and Apple know the older of the two; RFC 7986 has the other.
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
    events = [event_of(appointment, clinic) for appointment in appointments]
    # A calendar must hold something.
    for component in events or [Timezone.from_tzid("UTC")]:
        calendar.add_component(component)
    return calendar.to_ical()


def feed_of(schedule: PractitionerSchedule, clinic: ClinicSettings) -> bytes:
    """A practitioner's appointments, held ones too: of the last month and all to come."""
    since = timezone.now() - FEED_LOOKS_BACK
    appointments = Appointment.objects.filter(
        practitioner__translation_key=schedule.practitioner.translation_key,
        cancelled_at=None,
        starts_at__gte=since,
    )
    return calendar_of(appointments, clinic, name=feed_name(schedule, clinic))


def feed_name(schedule: PractitionerSchedule, clinic: ClinicSettings) -> str:
    """Without one, programs show the address, which is the key."""
    return " – ".join(filter(None, [schedule.practitioner.title, clinic.name]))


def event_of(appointment: Appointment, clinic: ClinicSettings) -> Event:
    """Calendars lie at third parties: when and where, and nothing of whom and what for."""
    event = Event()
    event.add("uid", f"{appointment.uid}@{_host()}")
    event.add("dtstamp", timezone.now())
    event.add("sequence", appointment.sequence)
    event.add("dtstart", appointment.starts_at.astimezone(UTC))
    event.add("dtend", appointment.ends_at.astimezone(UTC))
    name = clinic.name or _("Clinic")
    event.add("summary", _("Appointment at %(clinic)s") % {"clinic": name})
    event.add("location", ", ".join(clinic.address_lines))
    event.add("status", _status(appointment))
    # RFC 5546 wants one; whoever shows the appointment can write to it.
    organizer = vCalAddress(f"mailto:{clinic.email or _sender()}")
    organizer.params["cn"] = name
    event.add("organizer", organizer)
    return event


def _status(appointment: Appointment) -> str:
    if appointment.cancelled_at:
        return "CANCELLED"
    return "CONFIRMED" if appointment.is_agreed else "TENTATIVE"


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _host() -> str:
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
