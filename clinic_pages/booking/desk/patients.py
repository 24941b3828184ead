"""Whom to call, on a page about something else."""

from django.utils import timezone

from ...pages.clinic import ClinicSettings
from ..request.contacts import country_of, pretty_phone
from ..request.models import BookingRequest
from ..times.models import Appointment
from .states import standing_of

# Of whom names are written out. Of others only the number is said.
LIMIT = 100


class Patient:
    """What reads the context of a failed template learns nothing of him."""

    def __init__(self, request: BookingRequest):
        self.request = request

    @property
    def appointment(self) -> Appointment | None:
        return standing_of(self.request)

    @property
    def phone(self) -> str:
        country = country_of(ClinicSettings.of(self.request.site))
        return pretty_phone(self.request.phone, country)


def whom_to_call(requests: list[BookingRequest]) -> dict:
    """For `desk/whom_to_call.html`; each request with its site, appointment and practitioner."""
    return {
        "patients": [Patient(each) for each in requests[:LIMIT]],
        "others": max(0, len(requests) - LIMIT),
        "zone": timezone.get_default_timezone(),
    }
