"""What other subjects may hear."""

from django.dispatch import Signal

# Sent within the transaction when an appointment was given a time, another one, or none any more,
# with appointment; the sender is Appointment.
time_changed = Signal()
