"""When practitioners work. Without a schedule nobody's times are offered."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import MaxValueValidator, StepValueValidator
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from ...pages.hours import OtherHours, WeeklyHours
from ...pages.hours_form import HoursForm, other_days, weekly
from ...pages.hours_panels import QuestionPanel, same_hours
from .panels import CalendarAddressPanel


def _signer() -> Signer:
    return Signer(salt="clinic_booking.calendar", sep=".")


class ScheduleForm(HoursForm):
    weekly_relation = "working_hours"
    hours_checks = [
        weekly("working_hours"),
        other_days("exceptions", _("Another exception says something else about these hours.")),
    ]


class PractitionerSchedule(ClusterableModel):
    """When a practitioner works, in the clinic's time zone, and who reads the appointments."""

    practitioner = models.OneToOneField(
        "clinic_pages.PractitionerPage",
        verbose_name=_("practitioner"),
        on_delete=models.CASCADE,
        related_name="schedule",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("login"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who signs in with it sees this practitioner's appointments."),
    )
    # A multiple of appointments.CELL, as whatever takes time is.
    buffer_minutes = models.PositiveSmallIntegerField(
        _("minutes between appointments"),
        default=0,
        validators=[MaxValueValidator(120), StepValueValidator(5)],
        help_text=_("Kept free after each appointment. In steps of five."),
    )
    # Part of what the calendar's address is signed for: one more, and all earlier ones are void.
    feed_version = models.PositiveIntegerField(default=1, editable=False)

    base_form_class = ScheduleForm
    # No page shows it.
    wagtail_reference_index_ignore = True
    panels = [
        FieldPanel("practitioner"),
        FieldPanel("user"),
        FieldPanel("buffer_minutes"),
        QuestionPanel(heading=_("Before you save")),
        InlinePanel("working_hours", heading=_("Working hours"), label=_("Hours")),
        same_hours(),
        InlinePanel("exceptions", heading=_("Exceptions"), label=_("Exception")),
        CalendarAddressPanel(heading=_("Calendar")),
    ]

    class Meta:
        verbose_name = _("working hours")
        verbose_name_plural = _("working hours")

    def __str__(self):
        return str(self.practitioner)

    @property
    def feed_key(self) -> str:
        """What nobody guesses in the address of the calendar. Nothing that opens it is stored."""
        return _signer().sign(f"{self.pk}-{self.feed_version}")

    @property
    def feed_url(self) -> str:
        """In full; "" for who has left, and where the host has not included the plugin's
        addresses."""
        if self.has_left:
            return ""
        try:
            address = reverse("clinic_booking:calendar", args=[self.feed_key])
        except NoReverseMatch:
            return ""
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + address

    @classmethod
    def of_feed_key(cls, key: str) -> "PractitionerSchedule | None":
        try:
            pk, version = _signer().unsign(key).split("-")
        except BadSignature:
            return None
        found = cls.objects.select_related("practitioner", "user")
        schedule = found.filter(pk=pk, feed_version=version).first()
        return None if schedule is None or schedule.has_left else schedule

    @property
    def has_left(self) -> bool:
        """Whether none of this person's pages is published, or their login is switched off."""
        if self.user and not self.user.is_active:
            return True
        pages = type(self.practitioner).objects.live()
        return not pages.filter(translation_key=self.practitioner.translation_key).exists()

    def change_feed_address(self) -> None:
        """Whoever knows the present one reads nothing more."""
        type(self).objects.filter(pk=self.pk).update(feed_version=models.F("feed_version") + 1)
        self.refresh_from_db(fields=["feed_version"])

    def clean(self):
        super().clean()
        page = getattr(self, "practitioner", None)
        if page and self._others_of(page).exists():
            message = _("This person has working hours already, at a page in another language.")
            raise ValidationError({"practitioner": message})

    def _others_of(self, page) -> models.QuerySet:
        same_person = PractitionerSchedule.objects.filter(
            practitioner__translation_key=page.translation_key
        )
        return same_person.exclude(pk=self.pk)


class WorkingHours(WeeklyHours):
    """One stretch of time, local to the clinic, in which a practitioner works every week."""

    schedule = ParentalKey(
        PractitionerSchedule, on_delete=models.CASCADE, related_name="working_hours"
    )

    panels = [
        FieldRowPanel(
            [
                FieldPanel("weekday"),
                FieldPanel("opens", heading=_("Works from")),
                FieldPanel("closes", heading=_("Works until")),
            ]
        )
    ]

    class Meta(WeeklyHours.Meta):
        verbose_name = _("working hours")
        verbose_name_plural = _("working hours")


class ScheduleException(OtherHours):
    """Days on which a practitioner works at other times, or without times not at all."""

    schedule = ParentalKey(
        PractitionerSchedule, on_delete=models.CASCADE, related_name="exceptions"
    )

    panels = [
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldRowPanel(
            [
                FieldPanel("opens", heading=_("Works from")),
                FieldPanel("closes", heading=_("Works until")),
            ],
            help_text=_("Without times: away."),
        ),
    ]

    class Meta(OtherHours.Meta):
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
