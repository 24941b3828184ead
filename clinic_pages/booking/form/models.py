"""What is remembered of a sender, for an hour or a day."""

from django.db import models
from django.utils import timezone


class BookingAttempt(models.Model):
    """That somebody sent a request: counted by address for an hour, then forgotten."""

    address_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["address_digest", "made_at"], name="clinic_attempts")]

    def __str__(self):
        return f"{self.made_at}"


class ContactAttempt(models.Model):
    """That a request named a mailbox or a telephone number: counted for a day, then forgotten."""

    contact_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["contact_digest", "made_at"], name="clinic_contact_attempts")
        ]

    def __str__(self):
        return f"{self.made_at}"
