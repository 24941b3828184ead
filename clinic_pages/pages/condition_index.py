"""The list of conditions, and what visitors find theirs by."""

from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from django.db import models
from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import RichTextField
from wagtail.rich_text import RichText
from wagtail.search import index

from ..lib.facets import CARD, FINDING, NAME, PLACES
from ..lib.fields import INLINE_FEATURES
from ..lib.references import named_by, naming
from ..lib.stand_in import as_published
from ..lib.visibility import public
from .base import ClinicPage
from .conditions import ConditionPage
from .finding_aids import BodyArea, ConditionBodyArea, ConditionSymptom, Symptom
from .names import sort_key
from .therapies import TherapyPage


class FilterKind(models.TextChoices):
    """What conditions are found by; its value is a part of the address."""

    WHERE = "where", _("Where it hurts")
    SYMPTOM = "symptom", _("Symptoms")
    THERAPY = "therapy", _("Therapies")


class AToZEntry(NamedTuple):
    """An entry of the A to Z: a condition under one of its names."""

    name: str
    condition: ConditionPage

    @property
    def is_alternate(self) -> bool:
        return self.name != self.condition.title


class Filter(NamedTuple):
    """One choice, and the conditions found by it, by name."""

    kind: FilterKind
    choice: BodyArea | Symptom | TherapyPage
    url: str
    conditions: list[ConditionPage]

    @property
    def name(self) -> str:
        return str(self.choice)

    @property
    def title(self) -> str:
        """The heading of the page with these conditions."""
        if self.kind == FilterKind.THERAPY:
            return _("What we offer %(therapy)s for") % {"therapy": self.name}
        return self.name

    @property
    def slug(self) -> str:
        return self.choice.slug


def letter_of(name: str) -> str:
    """Under which a name stands in the A to Z; "#" for what begins with no letter."""
    first = sort_key(name)[:1].upper()
    return first if first.isalpha() else "#"


class ConditionIndexPage(RoutablePageMixin, ClinicPage):
    """Lists the conditions that lie under it: from A to Z, by place, symptom and therapy."""

    intro = RichTextField(_("introduction"), blank=True, features=INLINE_FEATURES)

    content_panels = [*ClinicPage.content_panels, FieldPanel("intro"), ClinicPage.booking_panel]
    search_fields = [*ClinicPage.search_fields, index.SearchField("intro")]
    lists = ("clinic_pages.ConditionPage",)
    lists_facets = (NAME, CARD, FINDING, PLACES)
    subpage_types = ["clinic_pages.ConditionPage"]
    max_count_per_parent = 1
    page_description = _("The list of conditions. Condition pages go under it.")

    class Meta:
        verbose_name = _("list of conditions")
        verbose_name_plural = _("lists of conditions")

    @property
    def opening_words(self):
        return RichText(self.intro)

    @property
    def conditions(self):
        """The published, public conditions under this page, by name."""
        return public(ConditionPage.objects.child_of(self).live()).order_by(Lower("title"))

    @cached_property
    def a_to_z(self) -> list[tuple[str, list[AToZEntry]]]:
        """(letter, names in order) for each letter that a title or other name begins with."""
        names = sorted(
            (
                AToZEntry(name, condition)
                for condition in self._found
                for name in dict.fromkeys([condition.title, *condition.alternate_name_list])
            ),
            key=lambda each: (letter_of(each.name), sort_key(each.name)),
        )
        return [
            (letter, list(each)) for letter, each in groupby(names, lambda n: letter_of(n.name))
        ]

    @property
    def filters(self) -> dict[str, list[Filter]]:
        """{"where": [...], "symptom": [...], "therapy": [...]}: choices that find something.

        Nine queries at most, however many conditions there are.
        """
        return {kind.value: self._filters_of(kind, self._found) for kind in FilterKind}

    @cached_property
    def _found(self) -> list[ConditionPage]:
        found = self.conditions.prefetch_related("body_areas__body_area", "symptoms__symptom")
        return list(found)

    def _filters_of(self, kind: FilterKind, conditions: list[ConditionPage]) -> list[Filter]:
        found: dict = {}
        for condition, choice in CHOICES[kind](conditions):
            found.setdefault(choice, {})[condition.pk] = condition
        filters = [
            Filter(kind, choice, self.filter_url(kind, choice.slug), list(by_pk.values()))
            for choice, by_pk in found.items()
        ]
        return sorted(filters, key=lambda each: ORDERS[kind](each.choice))

    def filter_url(self, kind: str, slug: str) -> str:
        return f"{self.url or ''}{path_of(kind, slug)}"

    @re_path(r"^$", name="index")
    def index_route(self, request):
        return self.render(request)

    @re_path(r"^(where|symptom|therapy)/([-\w]+)/$", name="filter")
    def filter_route(self, request, kind, slug):
        choices = self.filters[kind]
        chosen = next((each for each in choices if each.slug == slug), None)
        if chosen is None:
            return self._without_conditions(kind, slug)
        return self.render(
            request,
            template="clinic_pages/condition_filter.html",
            context_overrides={"filter": chosen, "others": choices},
        )

    def _without_conditions(self, kind: str, slug: str):
        """A choice by which nothing is found at present leads back to all conditions."""
        known = MODELS[kind].objects.filter(slug=slug)
        if not (known.live() if kind == FilterKind.THERAPY else known).exists():
            raise Http404
        return redirect(self.url)

    def get_sitemap_urls(self, request=None):
        own = super().get_sitemap_urls(request)
        base = self.get_full_url(request)
        return own + [
            {"location": base + path_of(kind, slug), "lastmod": self.last_changed_at}
            for kind, slug in self.filter_slugs()
        ]

    def filter_slugs(self) -> list[tuple[str, str]]:
        """(kind, slug) of each choice in `filters`, without loading a condition. Seven queries."""
        conditions = self.conditions.order_by()
        by_area = ConditionBodyArea.objects.filter(condition__in=conditions.values("pk"))
        by_symptom = ConditionSymptom.objects.filter(condition__in=conditions.values("pk"))
        therapies = named_by(ConditionPage, conditions)
        choices = {
            FilterKind.WHERE: BodyArea.objects.filter(pk__in=by_area.values("body_area")),
            FilterKind.SYMPTOM: Symptom.objects.filter(pk__in=by_symptom.values("symptom")),
            FilterKind.THERAPY: public(TherapyPage.objects.live().filter(pk__in=therapies)),
        }
        slugs = {
            kind: found.order_by("pk").values_list("slug", flat=True)
            for kind, found in choices.items()
        }
        return [(kind.value, slug) for kind in slugs for slug in slugs[kind]]

    def get_route_paths(self):
        """A new address of the list is one of its filters, too: Wagtail redirects them all."""
        return self.get_cached_paths()

    def get_cached_paths(self):
        """Every address that may have been cached, those that find nothing any more included."""
        slugs = {
            kind: model.objects.values_list("slug", flat=True) for kind, model in MODELS.items()
        }
        return ["/", *(f"/{path_of(kind, slug)}" for kind in slugs for slug in slugs[kind])]


MODELS = {FilterKind.WHERE: BodyArea, FilterKind.SYMPTOM: Symptom, FilterKind.THERAPY: TherapyPage}


def path_of(kind: str, slug: str) -> str:
    """The address of a choice, below that of the list of conditions."""
    return f"{FilterKind(kind).value}/{quote(slug)}/"


def filter_addresses(model: type, slug: str) -> list[str]:
    """The full addresses of a choice under all published lists; [] for what is no choice."""
    kind = next((kind for kind, each in MODELS.items() if issubclass(model, each)), None)
    if kind is None:
        return []
    bases = (page.get_full_url() for page in ConditionIndexPage.objects.live())
    return [base + path_of(kind, slug) for base in bases if base]


def _by_area(conditions):
    return [(each, row.body_area) for each in conditions for row in each.body_areas.all()]


def _by_symptom(conditions):
    return [(each, row.symptom) for each in conditions for row in each.symptoms.all()]


def _by_therapy(conditions):
    """By those that visitors may see. At most three queries."""
    pairs = naming(ConditionPage, sources=[each.pk for each in conditions])
    named = {therapy for _condition, therapy in pairs}
    therapies = as_published(public(TherapyPage.objects.filter(pk__in=named)))
    return [
        (condition, therapy)
        for condition in conditions
        for therapy in therapies
        if (condition.pk, therapy.pk) in pairs
    ]


CHOICES = {
    FilterKind.WHERE: _by_area,
    FilterKind.SYMPTOM: _by_symptom,
    FilterKind.THERAPY: _by_therapy,
}
ORDERS = {
    FilterKind.WHERE: lambda area: (area.sort_order, sort_key(area.name)),
    FilterKind.SYMPTOM: lambda symptom: sort_key(symptom.name),
    FilterKind.THERAPY: lambda therapy: therapy.path,
}
