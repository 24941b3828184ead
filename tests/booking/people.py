"""Somebody who has sent a request, and all that is kept of it."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Site

from clinic_pages.booking.mails.kinds import Kind
from clinic_pages.booking.models import Appointment, BookingMail, BookingNote, BookingRequest
from clinic_pages.booking.request.contacts import email_digest, phone_digest

NAME = "Aoife Ní Bhriain"
EMAIL = "Aoife@patient.example"
PHONE = "+353857654321"
NOTE = "My left leg has been numb since Tuesday"
DESK_NOTE = "Rang back, prefers mornings"
WORDS = [NAME, EMAIL, PHONE, NOTE, DESK_NOTE]


def make_request(*, email=EMAIL, phone=PHONE, **fields) -> BookingRequest:
    """As the form stores it."""
    stored = BookingRequest(
        **{
            "site": Site.objects.get(is_default_site=True),
            "name": NAME,
            "email": email,
            "phone": phone,
            "email_digest": email_digest(email),
            "phone_digest": phone_digest(phone),
            "note": NOTE,
            "language": "en",
            "consented_at": timezone.now(),
            "consent_text": "I agree.",
        }
        | fields
    )
    # Of all that was typed; here it only has to be another for each.
    stored.submission = stored.reference.replace("-", "").rjust(64, "0")
    stored.save()
    return stored


def make_whole_request(**fields) -> BookingRequest:
    """With a note of the reception, a mail and an appointment that is over."""
    stored = make_request(**fields)
    BookingNote.objects.create(request=stored, text=DESK_NOTE)
    BookingMail.objects.create(request=stored, kind=Kind.RECEIVED)
    yesterday = timezone.now() - timedelta(days=1)
    Appointment.objects.create(
        request=stored, starts_at=yesterday, ends_at=yesterday + timedelta(hours=1)
    )
    return stored


def days_ago(days: float):
    return timezone.now() - timedelta(days=days)


def closed(days: float, status="booked", **fields) -> BookingRequest:
    """A request that was closed so many days ago."""
    return make_request(status=status, closed_at=days_ago(days), **fields)
