"""What is true of the clinic as a whole."""

import re
from decimal import Decimal
from itertools import groupby

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PreviewableMixin, Site

from ..lib.fields import INLINE_FEATURES
from ..lib.previews import PreviewedOnPages, Version, mode_for, page_of
from ..lib.site_settings import settings_of
from .hours import OtherHours, Weekday, WeeklyHours
from .hours_form import HoursForm, other_days, weekly
from .hours_panels import QuestionPanel, same_hours
from .panels import SubjectPanel

validate_phone = RegexValidator(
    r"^\+?[0-9][0-9 ()./-]{4,24}$", _("Enter a telephone number, for example +353 1 555 0123.")
)
validate_country = RegexValidator(r"^[A-Z]{2}$", _("Enter two capital letters, for example IE."))
validate_currency = RegexValidator(
    r"^[A-Z]{3}$", _("Enter three capital letters, for example EUR.")
)

CURRENCY_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}


class ClinicSettingsForm(HoursForm):
    weekly_relation = "opening_hours"
    hours_checks = [
        weekly("opening_hours"),
        other_days("special_days", _("Another special day says something else about these hours.")),
    ]


@register_setting(icon="home")
class ClinicSettings(PreviewedOnPages, PreviewableMixin, ClusterableModel, BaseSiteSetting):
    """What is true of the clinic as a whole, one for each site."""

    name = models.CharField(_("name"), max_length=120, blank=True)
    legal_name = models.CharField(
        _("legal name"), max_length=160, blank=True, help_text=_("If it differs from the name.")
    )
    street_address = models.CharField(_("street and number"), max_length=200, blank=True)
    locality = models.CharField(_("town"), max_length=100, blank=True)
    region = models.CharField(_("county or state"), max_length=100, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[validate_country],
        help_text=_("Two letters, for example IE."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        help_text=_("For maps and search engines."),
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    phone = models.CharField(_("telephone"), max_length=30, blank=True, validators=[validate_phone])
    email = models.EmailField(_("e-mail"), blank=True)
    currency = models.CharField(
        _("currency"),
        max_length=3,
        default="EUR",
        validators=[validate_currency],
        help_text=_("Three letters, for example EUR."),
    )
    default_booking_snippet = models.ForeignKey(
        "clinic_pages.BookingSnippet",
        verbose_name=_("booking box"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown on every page that does not choose another."),
    )
    disclaimer = RichTextField(
        _("disclaimer"),
        blank=True,
        features=INLINE_FEATURES,
        help_text=_("Shown at the end of condition and therapy pages."),
    )

    select_related = ["default_booking_snippet"]
    base_form_class = ClinicSettingsForm

    panels = [
        SubjectPanel("showing", heading=_("Where it is shown")),
        MultiFieldPanel([FieldPanel("name"), FieldPanel("legal_name")], heading=_("Clinic")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("street_address"),
                FieldRowPanel([FieldPanel("locality"), FieldPanel("region")]),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("country")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Contact and place"),
        ),
        QuestionPanel(heading=_("Before you save")),
        InlinePanel("opening_hours", heading=_("Opening hours"), label=_("Hours")),
        same_hours(),
        InlinePanel("special_days", heading=_("Special days"), label=_("Special day")),
        FieldPanel("currency"),
        FieldPanel("default_booking_snippet"),
        FieldPanel("disclaimer"),
        InlinePanel("social_links", heading=_("Social media"), label=_("Link")),
    ]

    class Meta:
        verbose_name = _("clinic")
        verbose_name_plural = _("clinics")

    def __str__(self):
        return self.name or str(_("Clinic"))

    def clean(self):
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({missing: _("Enter both latitude and longitude, or neither.")})

    @property
    def preview_modes(self):
        return [("", _("As shown on the front page")), *super().preview_modes[1:]]

    def make_preview_request(
        self, original_request=None, preview_mode=None, extra_request_attrs=None
    ):
        """On the front page, unless another page is chosen."""
        mode = preview_mode if page_of(preview_mode) else mode_for(self.site.root_page)
        attrs = dict(extra_request_attrs or {})
        # Wagtail puts the unsaved ones on each request, that of the page as it is included.
        attrs.pop(self.get_cache_attr_name(), None)
        return super().make_preview_request(original_request, mode, attrs)

    def as_edited(self) -> Version:
        return Version(self, attrs={self.get_cache_attr_name(): self})

    def as_absent(self) -> None:
        return None

    @classmethod
    def of(cls, site) -> "ClinicSettings":
        """Those of `site` (a Site or None), with all that belongs to them; unsaved ones where
        nobody has entered any. Four queries."""
        return settings_of(cls, site, "opening_hours", "special_days", "social_links")

    @classmethod
    def of_page(cls, page) -> "ClinicSettings":
        return cls.of(page.get_site())

    @classmethod
    def of_request(cls, request) -> "ClinicSettings":
        """Of the site that was asked, read once for each request."""
        name = cls.get_cache_attr_name()
        if not hasattr(request, name):
            cls.of(Site.find_for_request(request)).remember_on(request)
        return getattr(request, name)

    def remember_on(self, request) -> None:
        """For what is rendered with `request`, these are the settings."""
        setattr(request, self.get_cache_attr_name(), self)

    @property
    def phone_uri(self) -> str:
        """The `tel:` URI of the phone number (RFC 3966), "" where there is none.

        The (0) of "+44 (0)20" is for callers at home; with the country code it must go.
        """
        if not self.phone:
            return ""
        return "tel:" + re.sub(r"[^0-9+]", "", self.phone.replace("(0)", ""))

    def money(self, amount: Decimal) -> str:
        """`amount` in the clinic's currency, as in "€75" or "€7.50"; "CHF 75" without a sign."""
        digits = f"{amount:.2f}".removesuffix(".00")
        sign = CURRENCY_SIGNS.get(self.currency, f"{self.currency}\N{NO-BREAK SPACE}")
        return f"{sign}{digits}"

    @property
    def address_lines(self) -> list[str]:
        town = " ".join(filter(None, [self.locality, self.postal_code]))
        return [line for line in (self.street_address, town, self.region) if line]

    def opening_week(self) -> list[tuple[str, list]]:
        """(weekday's name, its opening hours in order) for each day that is open."""
        hours = sorted(self.opening_hours.all(), key=lambda row: (row.weekday, row.opens))
        return [
            (Weekday(weekday).label, list(rows))
            for weekday, rows in groupby(hours, key=lambda row: row.weekday)
        ]

    def coming_special_days(self) -> list:
        """Special days that are not over yet, the next one first."""
        today = timezone.localdate()
        days = [day for day in self.special_days.all() if (day.last_day or day.first_day) >= today]
        return sorted(days, key=lambda day: day.first_day)


class OpeningHours(WeeklyHours):
    """One stretch of time, local to the clinic, in which it is open every week."""

    clinic = ParentalKey(ClinicSettings, on_delete=models.CASCADE, related_name="opening_hours")

    class Meta(WeeklyHours.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")


class SpecialDay(OtherHours):
    """Days on which the usual hours do not hold. Without times the clinic is closed."""

    clinic = ParentalKey(ClinicSettings, on_delete=models.CASCADE, related_name="special_days")
    note = models.CharField(
        _("note"), max_length=120, blank=True, help_text=_("For example “Christmas”.")
    )

    panels = [*OtherHours.panels, FieldPanel("note")]

    class Meta(OtherHours.Meta):
        verbose_name = _("special day")
        verbose_name_plural = _("special days")

    def __str__(self):
        return f"{self.first_day} {self.note}".strip()


class SocialLink(Orderable):
    """A page of the clinic on another site."""

    clinic = ParentalKey(ClinicSettings, on_delete=models.CASCADE, related_name="social_links")
    name = models.CharField(_("name"), max_length=60, help_text=_("For example “Instagram”."))
    url = models.URLField(_("address"))

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("url")])]

    class Meta(Orderable.Meta):
        verbose_name = _("social media link")
        verbose_name_plural = _("social media links")

    def __str__(self):
        return self.name
