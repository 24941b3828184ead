"""The site's own page types."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from clinic_pages.lib.chooser_panel import ChooserPanel
from clinic_pages.lib.facets import CARD, NAME, PLACES
from clinic_pages.lib.fields import BodyField
from clinic_pages.lib.shown import shown_below, shown_on
from clinic_pages.lib.visibility import why_hidden
from clinic_pages.models import (
    ClinicPage,
    ConditionIndexPage,
    ConditionPage,
    PractitionerPage,
    PractitionersPage,
    TherapyIndexPage,
    TherapyPage,
)
from clinic_pages.pages.body import body_block
from clinic_pages.pages.condition_filters import FilterKind
from clinic_pages.pages.panels import FoldedPanel, HiddenBlocksPanel

# How many conditions, therapies and people it shows. Each kind has a list with all of them.
MOST_CARDS = 12


class HomePage(ClinicPage):
    """The front of the site: some of the conditions, therapies and team that lie under it."""

    lead = models.TextField(
        _("lead"),
        blank=True,
        max_length=300,
        help_text=_("One or two sentences under the title: whom you help, and how."),
    )
    body = BodyField(body_block(), blank=True, verbose_name=_("content"))

    content_panels = [
        *ClinicPage.content_panels,
        FieldPanel("lead"),
        HiddenBlocksPanel(),
        FieldPanel("body"),
        FoldedPanel(
            [
                ChooserPanel(
                    "featured_conditions",
                    chooser_field_name="condition",
                    heading=_("Conditions on the front page"),
                    label=_("Condition"),
                    max_num=MOST_CARDS,
                    help_text=_(
                        "Leave empty to show the first ones, in the order in which they lie in the "
                        "tree of pages."
                    ),
                )
            ],
            heading=_("Conditions on the front page"),
        ),
        ClinicPage.booking_panel,
    ]
    search_fields = [
        *ClinicPage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    lists = (
        "clinic_pages.ConditionPage",
        "clinic_pages.TherapyPage",
        "clinic_pages.PractitionerPage",
    )
    lists_facets = (NAME, CARD, PLACES)
    reference_facets = {"featured_conditions.item.condition": (NAME, CARD)}
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.StandardPage",
        "clinic_pages.ConditionIndexPage",
        "clinic_pages.TherapyIndexPage",
        "clinic_pages.PractitionersPage",
    ]
    page_description = _("The front page of the site.")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @classmethod
    def can_create_at(cls, parent):
        # The one clinic page that does belong under the root: it is where a site begins.
        return parent.is_root() and super(ClinicPage, cls).can_create_at(parent)

    def can_move_to(self, parent):
        return parent.is_root() and super(ClinicPage, self).can_move_to(parent)

    @property
    def opening_words(self):
        return self.lead

    def first_child(self, model):
        """The first published, public page of this type under the home page, or None."""
        lists = shown_below(model, self.path, MOST_CARDS)
        return next((page for page in lists if page.depth == self.depth + 1), None)

    @cached_property
    def condition_index(self):
        return self.first_child(ConditionIndexPage)

    @cached_property
    def therapy_index(self):
        return self.first_child(TherapyIndexPage)

    @cached_property
    def services(self) -> list:
        """The therapies that it shows, for its structured data, too."""
        if not self.therapy_index:
            return []
        return shown_below(TherapyPage, self.therapy_index.path, MOST_CARDS, "image")

    @cached_property
    def conditions(self) -> list[ConditionPage]:
        """Those that the editor chose; where visitors may see none of them, the first in the tree,
        whose order is an editor's, too."""
        return self._featured or shown_below(ConditionPage, self.path, MOST_CARDS)

    @property
    def _featured(self) -> list[ConditionPage]:
        chosen = dict.fromkeys(row.condition_id for row in self.featured_conditions.all())
        return [
            page
            for page in shown_on(self, ConditionPage, chosen)
            if page.path.startswith(self.path) and not why_hidden(page)
        ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        team = self.first_child(PractitionersPage)
        index = self.condition_index
        context["places"] = index.filters_of(FilterKind.WHERE) if index else []
        context["team"] = team
        context["practitioners"] = (
            shown_below(PractitionerPage, team.path, MOST_CARDS, "photo") if team else []
        )
        return context


class FeaturedCondition(Orderable):
    """A condition that an editor shows on the front page."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured_conditions")
    condition = models.ForeignKey(
        ConditionPage, verbose_name=_("condition"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("condition")]

    class Meta(Orderable.Meta):
        verbose_name = _("condition on the front page")
        verbose_name_plural = _("conditions on the front page")

    def __str__(self):
        return str(self.condition)


class StandardPage(ClinicPage):
    """Any other page: about, privacy, how to book."""

    body = BodyField(body_block(), blank=True, verbose_name=_("content"))

    content_panels = [
        *ClinicPage.content_panels,
        HiddenBlocksPanel(),
        FieldPanel("body"),
        ClinicPage.booking_panel,
    ]
    search_fields = [*ClinicPage.search_fields, index.SearchField("body")]
    begins_with_body = True
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("Any other page, for example “About us”.")

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
