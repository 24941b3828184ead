"""How far a request is, and its appointment."""

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from ..request.models import BookingRequest
from ..times.models import Appointment

Status = BookingRequest.Status
Attendance = Appointment.Attendance


def appointment_of(request: BookingRequest) -> Appointment | None:
    return getattr(request, "appointment", None)


def standing_of(request: BookingRequest) -> Appointment | None:
    """Held or agreed: the appointment, unless it is cancelled."""
    appointment = appointment_of(request)
    return appointment if appointment and appointment.cancelled_at is None else None


def has_time(request: BookingRequest) -> bool:
    """Whether an agreed appointment is to come."""
    return request.status == Status.BOOKED and _is_to_come(standing_of(request))


def has_held_time(request: BookingRequest) -> bool:
    """Whether one that the patient chose is kept free."""
    return request.is_open and standing_of(request) is not None


def has_begun(request: BookingRequest) -> bool:
    """Whether an agreed appointment has: now somebody knows whether the patient came."""
    appointment = standing_of(request)
    is_agreed = request.status == Status.BOOKED and appointment is not None
    return is_agreed and not _is_to_come(appointment)


def is_outside_hours(request: BookingRequest) -> bool:
    """Whether hours have changed, and the patient is to be told."""
    appointment = standing_of(request)
    return _is_to_come(appointment) and appointment.is_outside_hours


def is_cancelled(request: BookingRequest) -> bool:
    return request.status == Status.BOOKED and standing_of(request) is None


def _is_to_come(appointment: Appointment | None) -> bool:
    return appointment is not None and appointment.starts_at > timezone.now()


def state_of(request: BookingRequest) -> tuple[str, str | Promise]:
    """How far it is: a name, and in words."""
    if is_cancelled(request):
        return "cancelled", pgettext_lazy("appointment", "Cancelled")
    if request.status == Status.BOOKED and (attendance := request.appointment.attendance):
        return attendance, Attendance(attendance).label
    return request.status, request.get_status_display()


def can_book(request: BookingRequest) -> bool:
    return request.is_open or has_time(request) or is_cancelled(request)
