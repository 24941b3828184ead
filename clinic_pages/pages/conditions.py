"""What a visitor suffers from."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from ..blocks.arrangement import Arrangement
from ..blocks.base import block_answers
from ..lib.api_fields import given_and_taken
from ..lib.chooser_panel import ChooserPanel
from ..lib.facets import CARD, FINDING, PLACES
from ..lib.fields import BodyField
from ..lib.references import named_therapies
from ..lib.shown import chosen_in, shown_on
from .base import ClinicPage
from .body import body_block
from .finding_aids import BodyArea, Symptom
from .names import HasAlternateNames
from .panels import FoldedPanel, HiddenBlocksPanel, SubjectPanel
from .related import conditions_beside, related_to, therapies_beside
from .reviewed import ReviewedMixin, ReviewedPageForm

# ICD-10 and its national versions: "M54.3", "M54.30", "S72.001A".
validate_code = RegexValidator(
    r"^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$", _("Enter a code of ICD-10, for example M54.3.")
)


class ConditionPage(HasAlternateNames, ReviewedMixin, ClinicPage):
    """What a visitor suffers from, and what the clinic does for it."""

    has_own_name = True

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
    code = models.CharField(
        _("ICD-10 code"),
        max_length=8,
        blank=True,
        validators=[validate_code],
        help_text=_(
            "The code that doctors write on letters and sick notes, for example M54.3. Optional; "
            "search engines use it to tell conditions apart."
        ),
    )
    body = BodyField(body_block(), blank=True, verbose_name=_("content"))

    content_panels = [
        *ClinicPage.content_panels,
        FieldPanel("summary"),
        SubjectPanel("therapies", heading=_("Therapies on this page")),
        HiddenBlocksPanel(),
        FieldPanel("body"),
        FoldedPanel(
            [FieldPanel("alternate_names"), FieldPanel("name_in_sentence"), FieldPanel("code")],
            heading=_("Names and code"),
        ),
        FoldedPanel(
            [
                ChooserPanel(
                    "body_areas",
                    chooser_field_name="body_area",
                    heading=_("Where it hurts"),
                    label=_("Place"),
                ),
                ChooserPanel(
                    "symptoms",
                    chooser_field_name="symptom",
                    heading=_("Symptoms"),
                    label=_("Symptom"),
                ),
            ],
            heading=_("How visitors find it"),
        ),
        ReviewedMixin.review_panel,
        ClinicPage.booking_panel,
    ]
    # What is said of one condition is not said of a copy that becomes another one.
    exclude_fields_in_copy = [
        *ClinicPage.exclude_fields_in_copy,
        *ReviewedMixin.own_in_copy,
        "alternate_names",
        "name_in_sentence",
        "code",
    ]
    search_fields = [
        *ClinicPage.search_fields,
        index.SearchField("alternate_names", boost=2),
        index.AutocompleteField("alternate_names"),
        index.SearchField("code"),
        index.AutocompleteField("code"),
        index.SearchField("finding_words", boost=1.5),
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    api_fields = [
        *ClinicPage.api_fields,
        *given_and_taken("alternate_names", "name_in_sentence", "summary", "code", "body"),
        *given_and_taken("body_areas", "symptoms"),
        *ReviewedMixin.review_api_fields,
    ]
    facets = {
        CARD: ("summary",),
        FINDING: ("alternate_names", "symptoms", "named_therapies"),
        PLACES: ("body_areas",),
    }
    reference_facets = ReviewedMixin.review_reference_facets
    reference_words = ClinicPage.reference_words | ReviewedMixin.review_reference_words
    base_form_class = ReviewedPageForm
    parent_page_types = ["clinic_pages.ConditionIndexPage"]
    subpage_types = []
    page_description = _("What it is, when to see a doctor, and the therapies you offer for it.")

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    @classmethod
    def get_indexed_objects(cls):
        """What the search index reads: with the rows of `finding_words`, for many at once."""
        return super().get_indexed_objects().prefetch_related("body_areas", "symptoms")

    @property
    def condition_name(self) -> str:
        """The name that therapy blocks put into "{therapy} for {condition}"."""
        return self.title

    @property
    def summary_text(self) -> str:
        return self.summary

    @property
    def opening_words(self):
        return self.summary

    def derived_state(self) -> dict:
        return {"named_therapies": named_therapies(self)}

    def pages_beside(self, before: dict, after: dict) -> set[int]:
        therapies = therapies_beside(self, before, after)
        return therapies | conditions_beside(self, before, after)

    @property
    def offers(self) -> list[str]:
        """The titles of the therapies that visitors find on the page, each once."""
        offered = (title for block in self.body for title in block_answers(block).offers(self))
        return list(dict.fromkeys(offered))

    @cached_property
    def felt_in(self) -> list[BodyArea]:
        """Where it hurts."""
        return shown_on(self, BodyArea, chosen_in(self, "body_areas", "body_area"))

    @cached_property
    def felt_as(self) -> list[Symptom]:
        """Its symptoms."""
        return shown_on(self, Symptom, chosen_in(self, "symptoms", "symptom"))

    @cached_property
    def computed_related(self) -> list["ConditionPage"]:
        """Up to three conditions like this one, for where the editor chose none. See related.py."""
        return related_to(self)

    @property
    def finding_words(self) -> str:
        """The names of its places and symptoms, one a line, for the search index. Two queries."""
        aids = [*self.felt_in, *self.felt_as]
        return "\n".join(name for aid in aids for name in (aid.name, *aid.alternate_name_list))

    @property
    def list_url(self) -> str:
        """The address of the list of conditions that it lies under, "" where it has none."""
        return self.url.rstrip("/").rpartition("/")[0] + "/" if self.url else ""

    @cached_property
    def arranged(self) -> Arrangement:
        """The blocks of the body, each at its place."""
        return Arrangement(self)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"arranged": self.arranged}
