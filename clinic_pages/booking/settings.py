"""How the clinic takes bookings."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from ..lib.facts import end_with
from ..lib.registry import Registry
from ..lib.site_settings import settings_of

# {name: what else must be true of the settings, {field: what is wrong}}
REQUIREMENTS: Registry[str, Callable[["BookingSettings"], dict[str, str]]] = Registry()


@register_setting(icon="date")
class BookingSettings(BaseSiteSetting):
    """How the clinic takes bookings, one for each site. The manager's, not the marketing's."""

    notice_email = models.EmailField(
        _("e-mail of the reception"),
        blank=True,
        help_text=_(
            "A mail goes there when a request waits. It says nothing about the patient. Leave "
            "empty for the clinic's own address."
        ),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("days to keep closed requests"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_("After this number of days, a closed request is deleted for good."),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("privacy page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("What you do with personal data. The form links to it beside the consent."),
    )
    offers_times = models.BooleanField(
        _("offer free times"),
        default=False,
        help_text=_("Visitors choose a free time of a practitioner, where weekly hours are set."),
    )
    step_minutes = models.PositiveSmallIntegerField(
        _("a time every … minutes"),
        default=30,
        choices=[(15, "15"), (30, "30"), (60, "60")],
        help_text=_("With 30, appointments begin at the full and at the half hour."),
    )
    minimum_notice_hours = models.PositiveSmallIntegerField(
        _("shortest notice, in hours"), default=24, validators=[MaxValueValidator(720)]
    )
    days_ahead = models.PositiveSmallIntegerField(
        _("days ahead"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("So far ahead are times offered."),
    )
    cancel_until_hours = models.PositiveSmallIntegerField(
        _("cancel until, in hours before"),
        default=24,
        validators=[MaxValueValidator(720)],
        help_text=_("Later than this, patients must call to cancel or move."),
    )
    reminder_hours = models.PositiveSmallIntegerField(
        _("remind, in hours before"),
        default=24,
        validators=[MaxValueValidator(336)],
        help_text=_("0 sends no reminders."),
    )

    select_related = ["privacy_page"]
    panels = [
        FieldPanel("notice_email"),
        FieldPanel("retention_days"),
        FieldPanel("privacy_page"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("offers_times"), FieldPanel("step_minutes")]),
                FieldRowPanel([FieldPanel("minimum_notice_hours"), FieldPanel("days_ahead")]),
                FieldRowPanel([FieldPanel("cancel_until_hours"), FieldPanel("reminder_hours")]),
            ],
            heading=_("Appointments"),
        ),
    ]

    class Meta:
        verbose_name = _("booking settings")
        verbose_name_plural = _("booking settings")

    def clean(self):
        super().clean()
        problems = {}
        for requirement in REQUIREMENTS.values():
            problems |= requirement(self)
        if problems:
            raise ValidationError(problems)

    @classmethod
    def of(cls, site) -> "BookingSettings":
        """Those of `site` (a Site or None); unsaved defaults where nobody has set any."""
        return settings_of(cls, site)


def connect_all() -> None:
    end_with(BookingSettings)
