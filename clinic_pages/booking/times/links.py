"""The link by which a patient cancels or moves an appointment: signed, and nothing stored."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import NoReverseMatch, reverse

from .models import Appointment


def _signer() -> Signer:
    # The separator is none that mail programs take for the end of an address.
    return Signer(salt="clinic_booking.manage", sep=".")


def manage_url(appointment: Appointment) -> str:
    """In full; "" where the host has not included the plugin's addresses."""
    try:
        address = reverse("clinic_booking:manage", args=[_signer().sign(appointment.uid.hex)])
    except NoReverseMatch:
        return ""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + address


def uid_in(token: str) -> UUID | None:
    try:
        return UUID(_signer().unsign(token))
    except (BadSignature, ValueError):
        return None
