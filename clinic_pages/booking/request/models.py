"""What visitors send. All of it is health data."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..encryption import EncryptedTextField

# Crockford's base 32: what is read out on the telephone is not mistaken.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def make_reference() -> str:
    """Eight characters, "K7M4-2QXD": nobody guesses another's."""
    text = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{text[:4]}-{text[4:]}"


class PartOfDay(models.TextChoices):
    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")


class Channel(models.TextChoices):
    """How a request came."""

    FORM = "form", _("Form")
    TELEPHONE = "telephone", _("Telephone")
    WALK_IN = "walk_in", _("At the reception")


class BookingRequest(models.Model):
    """What a visitor sent, or said, and how far the reception is with it."""

    class Status(models.TextChoices):
        NEW = "new", _("New")
        CONTACTED = "contacted", _("Contacted")
        BOOKED = "booked", _("Booked")
        DECLINED = "declined", _("Declined")
        SPAM = "spam", _("Spam")

    OPEN = (Status.NEW, Status.CONTACTED)

    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name=_("site"), null=True, on_delete=models.SET_NULL
    )
    reference = models.CharField(
        _("reference"), max_length=9, unique=True, default=make_reference, editable=False
    )
    # Of the form's key and all that was typed: what is sent twice is stored once.
    submission = models.CharField(max_length=64, unique=True, editable=False)
    channel = models.CharField(
        _("came by"), max_length=10, choices=Channel.choices, default=Channel.FORM
    )
    received_at = models.DateTimeField(_("received"), default=timezone.now, db_index=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.NEW, db_index=True
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, db_index=True)
    # One more with each change at the desk: who changes an older one than there is, is told.
    version = models.PositiveIntegerField(default=0, editable=False)

    name = EncryptedTextField(_("name"), bound_to="reference")
    email = EncryptedTextField(_("e-mail"), bound_to="reference", blank=True, default="")
    # With an extension as in RFC 3966: "+35315550123;ext=12".
    phone = EncryptedTextField(
        _("telephone"),
        bound_to="reference",
        blank=True,
        default="",
        help_text=_("As in E.164: +35315550123."),
    )
    # By these a person's requests are found again.
    email_digest = models.CharField(max_length=64, blank=True, default="", db_index=True)
    phone_digest = models.CharField(max_length=64, blank=True, default="", db_index=True)
    # Its contact had sent many that day already: see form/limits.py.
    is_beyond_limit = models.BooleanField(
        _("one of many in a day"), default=False, db_default=False, editable=False
    )
    therapy = models.ForeignKey(
        "clinic_pages.TherapyPage",
        verbose_name=_("therapy"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    practitioner = models.ForeignKey(
        "clinic_pages.PractitionerPage",
        verbose_name=_("practitioner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Weekday numbers of ISO 8601 and values of PartOfDay; empty lists: as soon as possible.
    days = models.JSONField(_("days"), default=list, blank=True)
    parts_of_day = models.JSONField(_("parts of the day"), default=list, blank=True)
    is_returning = models.BooleanField(_("has been here before"), default=False)
    note = EncryptedTextField(_("note"), bound_to="reference", blank=True, default="")
    language = models.CharField(_("language"), max_length=15)
    # Who tells the reception ticks no box.
    consented_at = models.DateTimeField(_("consented"), null=True)
    consent_text = models.TextField(_("consented to"), blank=True, default="")

    class Meta:
        verbose_name = _("booking request")
        verbose_name_plural = _("booking requests")
        ordering = ["-received_at", "-pk"]
        # Nobody adds, edits or deletes one as a form of its fields.
        default_permissions = ()
        permissions = [
            ("work_bookingrequest", _("Can see and answer booking requests")),
            ("export_bookingrequest", _("Can export booking requests")),
        ]

    def __str__(self):
        # Wagtail's log keeps it for good: no name.
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN


class SearchKey(models.Model):
    """Where to look for a request: a digest of the beginning of a name, the end of a telephone
    number or a part of a reference, so short that others have the same. See `search_keys`."""

    request = models.ForeignKey(BookingRequest, on_delete=models.CASCADE, related_name="+")
    key = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("search key")
        verbose_name_plural = _("search keys")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["key", "request"], name="clinic_search_key_once")
        ]

    def __str__(self):
        return str(self.key)
