"""What the reception adds to a request."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..encryption import EncryptedTextField
from ..request.models import BookingRequest


class BookingNote(models.Model):
    """What the reception wrote about a request."""

    request = models.ForeignKey(BookingRequest, on_delete=models.CASCADE, related_name="notes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    # By which its text is encrypted.
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    text = EncryptedTextField(_("note"), bound_to="uid")

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["written_at", "pk"]

    def __str__(self):
        return str(self.request)
