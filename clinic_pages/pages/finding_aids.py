"""What visitors find conditions by: the place that hurts, and what they feel."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from ..lib.api_fields import given_and_taken
from .body_figure import Region, RegionsField
from .names import HasAlternateNames

# Leaves room in a slug for a hyphen and a number.
LONGEST_BASE = 72


def free_slug(model, name: str, taken_by=None) -> str:
    """A slug made of `name` that no other object of `model` has."""
    base = (slugify(name) or slugify(name, allow_unicode=True))[:LONGEST_BASE] or "x"
    others = model.objects.exclude(pk=taken_by).filter(slug__startswith=base)
    taken = set(others.values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


class FindingAid(HasAlternateNames, TranslatableMixin, index.Indexed, models.Model):
    """A word by which conditions are found; it has an address of its own under their list."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        allow_unicode=True,
        blank=True,
        help_text=_("The last part of its address. Leave empty to make it from the name."),
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("alternate_names"),
        index.AutocompleteField("alternate_names"),
        index.FilterField("locale"),
    ]
    api_fields = given_and_taken("name", "slug", "alternate_names")

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or free_slug(type(self), self.name, self.pk)
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.slug and self.others().filter(slug=self.slug).exists():
            raise ValidationError({"slug": _("Another one has this address already.")})

    def others(self) -> models.QuerySet:
        """All the others in the same language. A new one gets its language when it is saved."""
        locale = self.locale_id or self.get_default_locale().pk
        return type(self).objects.exclude(pk=self.pk).filter(locale=locale)


class BodyArea(FindingAid, Orderable):
    """A place on the body where something hurts, as the clinic's visitors would call it."""

    regions = RegionsField(
        _("places on the drawing"),
        default=list,
        blank=True,
        help_text=_("Visitors who choose one of them on the drawn body come to this area."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("alternate_names"),
        FieldPanel("regions"),
        FieldPanel("slug"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("place on the body")
        verbose_name_plural = _("places on the body")

    def save(self, *args, **kwargs):
        """A new one stands last."""
        if self.sort_order is None:
            last = type(self).objects.aggregate(last=models.Max("sort_order"))["last"]
            self.sort_order = 0 if last is None else last + 1
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        message = _("“%(region)s” belongs to “%(area)s” already.")
        errors = [
            message % {"region": region.label, "area": other}
            for other in self.others()
            for region in Region
            if region in other.regions and region in (self.regions or [])
        ]
        if errors:
            raise ValidationError({"regions": errors})


class Symptom(FindingAid):
    """What a visitor feels, in a visitor's words: "tingling in the leg"."""

    panels = [FieldPanel("name"), FieldPanel("alternate_names"), FieldPanel("slug")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("symptom")
        verbose_name_plural = _("symptoms")
        ordering = ["name"]


class ConditionBodyArea(Orderable):
    """One place where a condition is felt."""

    condition = ParentalKey(
        "clinic_pages.ConditionPage", on_delete=models.CASCADE, related_name="body_areas"
    )
    body_area = models.ForeignKey(
        BodyArea, verbose_name=_("place"), on_delete=models.CASCADE, related_name="conditions"
    )

    panels = [FieldPanel("body_area")]
    api_fields = given_and_taken("body_area")

    class Meta(Orderable.Meta):
        verbose_name = _("place where it is felt")
        verbose_name_plural = _("places where it is felt")

    def __str__(self):
        return str(self.body_area)


class ConditionSymptom(Orderable):
    """One symptom that a condition may have."""

    condition = ParentalKey(
        "clinic_pages.ConditionPage", on_delete=models.CASCADE, related_name="symptoms"
    )
    symptom = models.ForeignKey(
        Symptom, verbose_name=_("symptom"), on_delete=models.CASCADE, related_name="conditions"
    )

    panels = [FieldPanel("symptom")]
    api_fields = given_and_taken("symptom")

    class Meta(Orderable.Meta):
        verbose_name = _("symptom of a condition")
        verbose_name_plural = _("symptoms of a condition")

    def __str__(self):
        return str(self.symptom)
