"""The list of conditions, and what visitors find theirs by."""

import re
from itertools import groupby
from string import ascii_uppercase

from django.core.paginator import InvalidPage
from django.db.models import Count, QuerySet
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import RichTextField
from wagtail.rich_text import RichText
from wagtail.search import index

from ..lib.api_fields import given_and_taken
from ..lib.facets import CARD, FINDING, NAME, PLACES
from ..lib.facts import fact
from ..lib.fields import INLINE_FEATURES
from ..lib.languages import are_several, each_once, locale_of, versions_of
from ..lib.shown import fact_but_in_previews
from ..lib.stand_in import as_published
from ..lib.visibility import public
from . import condition_filters
from .base import ClinicPage
from .condition_entries import (
    NO_LETTER,
    ConditionEntry,
    FilterKind,
    conditions_of,
    finding,
    one_choice,
    public_entries,
)
from .condition_filters import (
    MODELS,
    ORDERS,
    AToZEntry,
    Filter,
    Letter,
    a_to_z_of,
    page_of,
    path_of,
    paths_of,
)
from .pattern import HasPattern

# What stands below the list's own address.
CHOICE = r"(letter|where|symptom|therapy)/([-\w]+)/"
# Letters whose pages may have been cached, though nothing begins with them any more.
ALPHABET = ascii_uppercase
# What a choice of a therapy is made of.
ON_FILTERS = ("title", "slug", "path", "live", "locale", "translation_key")
# How many conditions may leave a choice in one transaction, and the last page of it with them.
MANY_GONE = 12


class ConditionIndexPage(RoutablePageMixin, HasPattern, ClinicPage):
    """Lists the conditions that lie under it: from A to Z, by place, symptom and therapy."""

    intro = RichTextField(_("introduction"), blank=True, features=INLINE_FEATURES)

    content_panels = [
        *ClinicPage.content_panels,
        FieldPanel("intro"),
        HasPattern.pattern_panel,
        ClinicPage.booking_panel,
    ]
    search_fields = [*ClinicPage.search_fields, index.SearchField("intro")]
    api_fields = [*ClinicPage.api_fields, *given_and_taken("intro")]
    reference_facets = HasPattern.pattern_reference_facets
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

    # --- What it lists ---------------------------------------------------------------------------

    @cached_property
    def _entries(self) -> QuerySet[ConditionEntry]:
        return public_entries(self.path, parent=self.pk)

    def entries(self, kind: FilterKind) -> QuerySet[ConditionEntry]:
        """What visitors find in one of the ways, by name."""
        return self._entries.filter(kind=kind)

    @cached_property
    def _first_names(self) -> list[ConditionEntry]:
        """Of the A to Z as many as one page has, and one more."""
        return first_names(self.pk, self.path)

    @property
    def is_long(self) -> bool:
        """Whether its A to Z has a page for each letter."""
        return len(self._first_names) > condition_filters.MOST_NAMES

    @cached_property
    def letters(self) -> list[Filter]:
        """Those that a name begins with, with their places on this page, or their own pages."""
        if not self.is_long:
            letters = [letter for letter, _names in self.a_to_z]
            return [Filter(FilterKind.LETTER, each, f"#letter-{each.slug}") for each in letters]
        codes = codes_of_letters(self.pk, self.path)
        return [self._filter(FilterKind.LETTER, Letter(chr(code))) for code in codes]

    @cached_property
    def a_to_z(self) -> list[tuple[Letter, list[AToZEntry]]]:
        """(letter, names in order); [] where each letter has a page of its own."""
        if self.is_long:
            return []
        conditions = first_conditions(self.pk, self.path)
        by_letter = groupby(self._first_names, lambda each: Letter(chr(each.choice)))
        return [(letter, a_to_z_of(each, conditions)) for letter, each in by_letter]

    @cached_property
    def filters(self) -> dict[str, list[Filter]]:
        """{"where": [...], "symptom": [...], "therapy": [...]}: choices that find something.

        As many queries for any number of conditions, and no condition is loaded.
        """
        return {kind.value: self.filters_of(kind) for kind in MODELS}

    def filters_of(self, kind: FilterKind) -> list[Filter]:
        return [
            self._filter(kind, each) for each in choices(self.pk, self.path, kind, locale_of(self))
        ]

    def _filter(self, kind: FilterKind, choice) -> Filter:
        return Filter(kind, choice, self.filter_url(kind, choice.slug))

    def filter_url(self, kind: str, slug: str) -> str:
        return f"{self.url or ''}{path_of(kind, slug)}"

    # --- Its addresses ---------------------------------------------------------------------------

    @re_path(r"^$", name="index")
    def index_route(self, request):
        return self.render(request)

    @re_path(rf"^{CHOICE}$", name="filter")
    def filter_route(self, request, kind, slug):
        kind = FilterKind(kind)
        choices = self._offered(kind)
        chosen = next((each for each in choices if each.slug == slug), None)
        if chosen is None:
            return self._without_conditions(kind, slug)
        found = self._found(chosen, request.GET.get("page"))
        template = "condition_letter" if kind == FilterKind.LETTER else "condition_filter"
        return self.render(
            request,
            template=f"clinic_pages/{template}.html",
            context_overrides={"filter": found, "others": choices},
        )

    def has_address(self, below: str) -> bool:
        choice = re.fullmatch(f"/{CHOICE}", below)
        offered = self._offered(FilterKind(choice[1])) if choice else []
        return any(each.slug == choice[2] for each in offered)

    def _offered(self, kind: FilterKind) -> list[Filter]:
        """The choices with a page of their own."""
        if kind == FilterKind.LETTER:
            return self.letters if self.is_long else []
        return self.filters_of(kind)

    def _found(self, chosen: Filter, number):
        try:
            return page_of(self.pk, self.path, chosen, number)
        except InvalidPage as error:
            # Not the last page in its place: that would be one page under any number of addresses.
            raise Http404 from error

    def _without_conditions(self, kind: FilterKind, slug: str):
        """A choice by which nothing is found at present leads back to all conditions, and one that
        has another address in the language of the list, to that."""
        if not is_known(kind, slug):
            raise Http404
        return redirect(self._url_of_translation(kind, slug) or self.url)

    def _url_of_translation(self, kind: FilterKind, slug: str) -> str:
        if not are_several() or kind == FilterKind.LETTER:
            return ""
        keys = keys_called(kind, slug)
        return next((each.url for each in self.filters_of(kind) if each.key in keys), "")

    def get_sitemap_urls(self, request=None):
        own = super().get_sitemap_urls(request)
        base, changed = self.get_full_url(request), self.last_changed_at
        return own + [{"location": base + path, "lastmod": changed} for path in self.found_paths()]

    def found_paths(self) -> list[str]:
        """The addresses below its own at which something is found. Nine queries."""
        counts = self._counts(self._entries)
        offered = [each for kind in FilterKind for each in self._offered(kind)]
        return [
            path
            for each in offered
            for path in paths_of(each.kind, each.slug, counts.get((each.kind, each.key), 0))
        ]

    @staticmethod
    def _counts(entries: QuerySet) -> dict[tuple[str, int], int]:
        """{(kind, choice): how many it finds}. One query."""
        rows = entries.order_by().values_list("kind", "choice").annotate(count=Count("pk"))
        return {(kind, choice): count for kind, choice, count in rows}

    def get_route_paths(self):
        """A new address of the list is one of its filters, too: Wagtail redirects them all."""
        return [path for path in self.get_cached_paths() if "?" not in path]

    def get_cached_paths(self):
        """Every address that may have been cached, those that find nothing any more included."""
        counts = self._counts(ConditionEntry.objects.filter(parent=self.pk))
        known = [
            (kind, one_choice(kind, pk), slug)
            for kind, model in MODELS.items()
            for pk, slug in model.objects.values_list("pk", "slug")
        ]
        stored = {chr(choice) for kind, choice in counts if kind == FilterKind.LETTER}
        letters = [Letter(each) for each in sorted({NO_LETTER, *ALPHABET} | stored)]
        known += [(FilterKind.LETTER, each.pk, each.slug) for each in letters]
        paths = (
            paths_of(kind, slug, counts.get((kind, pk), 0) + MANY_GONE) for kind, pk, slug in known
        )
        return ["/", *(f"/{path}" for each in paths for path in each)]


# --- What visitors of the list at `path` find ----------------------------------------------------


@fact
def first_names(pk: int, path: str) -> list[ConditionEntry]:
    names = public_entries(path, parent=pk, kind=FilterKind.LETTER)
    return list(names[: condition_filters.MOST_NAMES + 1])


@fact
def first_conditions(pk: int, path: str) -> list:
    """Those with these names. Not to be changed: visits share them."""
    return conditions_of(first_names(pk, path))


@fact
def codes_of_letters(pk: int, path: str) -> list[int]:
    """The code points of the letters that a name begins with."""
    names = public_entries(path, parent=pk, kind=FilterKind.LETTER)
    return list(names.order_by("choice").values_list("choice", flat=True).distinct())


@fact_but_in_previews
def choices(pk: int, path: str, kind: FilterKind, locale: int | None) -> list:
    """What finds something, in its order and where it can be in the language of this locale;
    therapies as far as visitors may see them."""
    model = MODELS[kind]
    found = finding(model, public_entries(path, parent=pk, kind=kind))
    if are_several():
        found = model.objects.filter(versions_of(model, found.values("pk")))
    if kind == FilterKind.THERAPY:
        found = as_published(public(found).only(*ON_FILTERS))
    order = ORDERS[kind]
    # What is not translated stands last: it comes from another tree.
    return sorted(each_once(found, locale), key=lambda one: (one.locale_id != locale, order(one)))


def is_known(kind: FilterKind, slug: str) -> bool:
    """Whether it is a choice, though it may find nothing."""
    if kind == FilterKind.LETTER:
        letter = Letter.of_slug(slug)
        return bool(letter) and (letter.letter == NO_LETTER or letter.letter.isalpha())
    known = MODELS[kind].objects.filter(slug=slug)
    return (known.live() if kind == FilterKind.THERAPY else known).exists()


def keys_called(kind: FilterKind, slug: str) -> set[int]:
    """What stands in the index for the choices with this slug, in any language."""
    pks = MODELS[kind].objects.filter(slug=slug).values_list("pk", flat=True)
    return {one_choice(kind, pk) for pk in pks}


def filter_addresses(model: type, slug: str) -> list[str]:
    """The full addresses of a choice under all published lists; [] for what is no choice."""
    kind = next((kind for kind, each in MODELS.items() if issubclass(model, each)), None)
    if kind is None:
        return []
    keys, found = keys_called(kind, slug), []
    for page in ConditionIndexPage.objects.live():
        count = page.entries(kind).filter(choice__in=keys).count()
        if base := page.get_full_url():
            found += [base + path for path in paths_of(kind, slug, count)]
    return found
