"""Agreed and held times. That no practitioner has two at once is the database's business."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..request.models import BookingRequest


class Appointment(models.Model):
    """The time that a request was given: held while it waits for the reception, then agreed."""

    request = models.OneToOneField(
        BookingRequest, on_delete=models.CASCADE, related_name="appointment"
    )
    practitioner = models.ForeignKey(
        "clinic_pages.PractitionerPage",
        verbose_name=_("practitioner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    # Without the buffer after it.
    ends_at = models.DateTimeField(_("ends"))
    is_agreed = models.BooleanField(_("agreed"), default=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    # As in RFC 5545, so that a calendar takes a changed time for the same appointment.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["starts_at"]
        default_permissions = ()
        permissions = [("see_own_appointment", _("Can see own appointments"))]

    def __str__(self):
        return str(self.request)


class TakenCell(models.Model):
    """Five minutes of a practitioner's time that an appointment takes, the buffer included.

    A row for each: the unique constraint makes a double booking impossible on any database. See
    docs/decisions/0019-a-time-is-cells.md.
    """

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="cells")
    # The translation key of the practitioner's page: in all languages it is one person.
    person = models.UUIDField()
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "starts_at"], name="clinic_nobody_is_booked_twice"
            )
        ]

    def __str__(self):
        return f"{self.person} {self.starts_at}"
