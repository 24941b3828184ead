from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from ..facets import CARD
from ..fields import INLINE_FEATURES, BodyField
from ..panels import HiddenBlocksPanel
from ..visibility import public
from .body import body_block
from .pages import ClinicPage, alternate_names_field, split_names


class ConditionIndexPage(ClinicPage):
    """Lists the conditions that lie under it."""

    intro = RichTextField(_("introduction"), blank=True, features=INLINE_FEATURES)

    content_panels = [*ClinicPage.content_panels, FieldPanel("intro"), ClinicPage.booking_panel]
    search_fields = [*ClinicPage.search_fields, index.SearchField("intro")]
    lists = ("clinic_pages.ConditionPage",)
    subpage_types = ["clinic_pages.ConditionPage"]
    max_count_per_parent = 1
    page_description = _("The list of conditions. Condition pages go under it.")

    class Meta:
        verbose_name = _("list of conditions")
        verbose_name_plural = _("lists of conditions")

    @property
    def conditions(self):
        """The published, public conditions under this page, by name."""
        return public(ConditionPage.objects.child_of(self).live()).order_by(Lower("title"))


class ConditionPage(ClinicPage):
    """What a visitor suffers from, and what the clinic does for it."""

    alternate_names = alternate_names_field()
    name_in_sentence = models.CharField(
        _("name inside a sentence"),
        max_length=120,
        blank=True,
        help_text=_(
            "For example “sciatica” or “Bell's palsy”: where a text says {condition}. Leave empty "
            "for the title in small letters, acronyms excepted."
        ),
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=300,
        help_text=_("One or two plain sentences, shown under the title and in lists."),
    )
    body = BodyField(body_block(), blank=True, verbose_name=_("content"))

    content_panels = [
        *ClinicPage.content_panels,
        FieldPanel("alternate_names"),
        FieldPanel("name_in_sentence"),
        FieldPanel("summary"),
        HiddenBlocksPanel(),
        FieldPanel("body"),
        ClinicPage.booking_panel,
    ]
    search_fields = [
        *ClinicPage.search_fields,
        index.SearchField("alternate_names", boost=2),
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    facets = {CARD: ("summary",)}
    begins_with_body = True
    parent_page_types = ["clinic_pages.ConditionIndexPage"]
    subpage_types = []
    page_description = _("What it is, when to see a doctor, and the therapies you offer for it.")

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    @property
    def condition_name(self) -> str:
        """The name that therapy blocks put into "{therapy} for {condition}"."""
        return self.title

    @property
    def alternate_name_list(self) -> list[str]:
        return split_names(self.alternate_names)
