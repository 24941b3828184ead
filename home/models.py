"""The site's own page types."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from clinic_pages.lib.facets import CARD, NAME, PLACES
from clinic_pages.lib.fields import BodyField
from clinic_pages.lib.visibility import public
from clinic_pages.models import (
    ClinicPage,
    ConditionIndexPage,
    ConditionPage,
    PractitionersPage,
    TherapyIndexPage,
)
from clinic_pages.pages.body import body_block
from clinic_pages.pages.panels import HiddenBlocksPanel


class HomePage(ClinicPage):
    """The front of the site: the conditions, therapies and team that lie under it."""

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
        return public(model.objects.child_of(self).live()).first()

    @cached_property
    def therapy_index(self):
        return self.first_child(TherapyIndexPage)

    @property
    def services(self):
        """The therapies that it lists, for its structured data."""
        return self.therapy_index.therapies if self.therapy_index else []

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["condition_index"] = index = self.first_child(ConditionIndexPage)
        context["places"] = index.filters["where"] if index else []
        context["therapy_index"] = self.therapy_index
        context["team"] = self.first_child(PractitionersPage)
        context["conditions"] = public(ConditionPage.objects.descendant_of(self).live()).order_by(
            Lower("title")
        )
        return context


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
