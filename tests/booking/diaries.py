"""A clinic that offers free times, and appointments in it."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from clinic_pages.booking.models import (
    Appointment,
    BookingRequest,
    BookingSettings,
    PractitionerSchedule,
    WorkingHours,
)
from clinic_pages.booking.times.appointments import take
from clinic_pages.models import PractitionerTherapy
from home.factories import PractitionerPageFactory, PractitionersPageFactory

A_DAY = timedelta(days=1)


def offer_times(tree, **fields) -> BookingSettings:
    defaults = {"offers_times": True, "minimum_notice_hours": 24, "days_ahead": 30} | fields
    return BookingSettings.objects.update_or_create(site=tree.site, defaults=defaults)[0]


def practitioner(tree, title="Aoife Brennan", *therapies, **fields):
    """Works from 9 to 12 on each day of the week, unless `working_hours` says otherwise."""
    team = tree.home.get_children().filter(slug="team").first()
    person = PractitionerPageFactory(
        parent=team or PractitionersPageFactory(parent=tree.home, title="Team", slug="team"),
        title=title,
        practised_therapies=[PractitionerTherapy(therapy=each) for each in therapies],
    )
    hours = fields.pop("working_hours", every_day(time(9), time(12)))
    schedule = PractitionerSchedule(practitioner=person, working_hours=hours, **fields)
    schedule.save()
    return person


def every_day(opens: time, closes: time) -> list[WorkingHours]:
    return [WorkingHours(weekday=day, opens=opens, closes=closes) for day in range(1, 8)]


def in_days(number: int, hour=9, minute=0) -> datetime:
    """That time of the clinic's clocks, so many days from today."""
    day = timezone.localdate() + number * A_DAY
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def value(moment: datetime) -> str:
    """As the form sends it."""
    return str(int(moment.timestamp()))


def make_request(tree, **fields) -> BookingRequest:
    defaults = {
        "site": tree.site,
        "submission": f"{BookingRequest.objects.count()}".rjust(64, "0"),
        "name": "Róisín Ní Bhriain",
        "email": "roisin@patient.example",
        "language": "en-gb",
        "consented_at": timezone.now(),
        "consent_text": "I agree.",
    }
    return BookingRequest.objects.create(**defaults | fields)


def appointment(tree, person, moment=None, *, is_agreed=True, minutes=60, **fields) -> Appointment:
    request = make_request(tree, **fields)
    return take(request, person, moment or in_days(3), minutes, is_agreed=is_agreed)
