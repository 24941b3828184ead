"""Mails that are to go out."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..request.models import BookingRequest
from .kinds import kind_choices
from .truth import FAILURES, NotSent


class MailQuerySet(models.QuerySet):
    def waiting(self) -> "MailQuerySet":
        """Those that may still go."""
        return self.filter(sent_at=None, not_sent="")

    def failed(self) -> "MailQuerySet":
        """Those that did not arrive, and that nobody has seen to."""
        return self.filter(not_sent__in=FAILURES, seen_to_at=None, repeat=None)


class BookingMail(models.Model):
    """A mail that is to go out, stored with what it is about: it goes at least once, or it is said
    why it does not."""

    request = models.ForeignKey(BookingRequest, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(_("kind"), max_length=20, choices=kind_choices)
    # The time that a reminder is of: each is reminded of once. Other mails have none.
    for_time = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    # Put off with each attempt before it is made, so that one that died is made again.
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # In the database, too: the release before this one, which answers while tables are migrated,
    # knows nothing of it.
    not_sent = models.CharField(
        _("not sent"),
        max_length=20,
        blank=True,
        default="",
        db_default="",
        choices=NotSent.choices,
    )
    # The exception's name and the server's number. Its message may quote an address.
    problem = models.CharField(_("problem"), max_length=100, blank=True, default="")
    # Of one that did not arrive: somebody has told the patient, or put it right.
    seen_to_at = models.DateTimeField(_("seen to"), null=True, blank=True)
    # The mail that somebody sends once more by this one: at most one does, however often the button
    # is pressed.
    repeats = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="repeat"
    )

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking mail")
        verbose_name_plural = _("booking mails")
        ordering = ["pk"]
        constraints = [
            # Moved away and back again, it is reminded of anew where it was not before.
            models.UniqueConstraint(
                fields=["request", "kind", "for_time"],
                condition=Q(repeats=None) & ~Q(not_sent=NotSent.CHANGED),
                name="clinic_reminded_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(sent_at=None, not_sent=""),
                name="clinic_mail_unsent",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.request_id}"
