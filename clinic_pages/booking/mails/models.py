"""Mails that are to go out."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..request.models import BookingRequest
from .kinds import kind_choices


class BookingMail(models.Model):
    """A mail that is to go out, stored with what it is about: it goes at least once."""

    request = models.ForeignKey(BookingRequest, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(_("kind"), max_length=20, choices=kind_choices)
    # The time that a reminder is of: each is reminded of once. Other mails have none.
    for_time = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    # Put off with each attempt before it is made, so that one that died is made again.
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # The exception's name. Its message may quote an address.
    problem = models.CharField(_("problem"), max_length=100, blank=True, default="")

    class Meta:
        verbose_name = _("booking mail")
        verbose_name_plural = _("booking mails")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "kind", "for_time"], name="clinic_reminded_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(sent_at=None), name="clinic_mail_unsent"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.request_id}"
