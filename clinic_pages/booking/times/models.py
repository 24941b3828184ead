"""Agreed, held and blocked times. That nobody has two at once is the database's business."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..request.models import BookingRequest


class Appointment(models.Model):
    """The time that a request was given: held while it waits for the reception, then agreed."""

    class Attendance(models.TextChoices):
        UNKNOWN = "", _("Not said yet")
        CAME = "came", _("Came")
        NO_SHOW = "no_show", _("No-show")

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
    attendance = models.CharField(
        _("attendance"),
        max_length=10,
        blank=True,
        choices=Attendance.choices,
        default=Attendance.UNKNOWN,
    )
    # Hours have changed since it was agreed, and nobody has told the patient yet.
    is_outside_hours = models.BooleanField(default=False, db_default=False, editable=False)
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


class BlockedTime(models.Model):
    """A stretch of a practitioner's day in which nobody is booked: a meeting, a delivery."""

    practitioner = models.ForeignKey(
        "clinic_pages.PractitionerPage",
        verbose_name=_("practitioner"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    ends_at = models.DateTimeField(_("ends"))
    reason = models.CharField(
        _("reason"),
        max_length=100,
        blank=True,
        help_text=_("Colleagues see it in the calendar. Name no patients here."),
    )

    class Meta:
        verbose_name = _("blocked time")
        verbose_name_plural = _("blocked times")
        ordering = ["starts_at"]
        default_permissions = ()

    def __str__(self):
        return f"{self.practitioner}, {timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"


class TakenCell(models.Model):
    """Five minutes of a practitioner's time that an appointment takes, the buffer included, or that
    are blocked.

    A row for each: the unique constraint makes a double booking impossible on any database. See
    docs/decisions/0019-a-time-is-cells.md.
    """

    # One of the two.
    appointment = models.ForeignKey(
        Appointment, null=True, on_delete=models.CASCADE, related_name="cells"
    )
    blocked = models.ForeignKey(
        BlockedTime, null=True, on_delete=models.CASCADE, related_name="cells"
    )
    # Kept free after an appointment: the reception may shorten it, a visitor may not.
    is_pause = models.BooleanField(default=False)
    # The translation key of the practitioner's page: in all languages it is one person.
    person = models.UUIDField()
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "starts_at"], name="clinic_nobody_is_booked_twice"
            ),
            models.CheckConstraint(
                condition=models.Q(appointment=None) ^ models.Q(blocked=None),
                name="clinic_taken_by_one",
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.starts_at}"
