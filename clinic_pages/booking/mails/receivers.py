"""A reminder of a time that no longer holds, and that has not gone yet, does not go."""

from ...lib.signals import connect
from ..times.models import Appointment
from ..times.signals import time_changed
from .kinds import Kind


def on_time_changed(appointment, **kwargs):
    appointment.request.mails.filter(kind=Kind.REMINDER, sent_at=None).delete()


def connect_all() -> None:
    connect(time_changed, on_time_changed, Appointment)
