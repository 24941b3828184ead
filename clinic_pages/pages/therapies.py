"""What the clinic offers, and the list of it."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.rich_text import RichText
from wagtail.search import index

from ..lib.aliases import without_repeats
from ..lib.api_fields import given_and_taken
from ..lib.facets import CARD, TEXT, ReferenceWords
from ..lib.facts import fact
from ..lib.fields import INLINE_FEATURES, RICH_TEXT_FEATURES, BodyField
from ..lib.languages import versions_of
from ..lib.previews import PreviewedOnPages
from ..lib.references import tree_of
from ..lib.shown import fact_but_in_previews, shown
from ..lib.stand_in import as_published
from ..lib.visibility import public
from ..lib.wording import fill, names_on, problems
from .base import ClinicPage
from .body import body_block
from .condition_entries import (
    ConditionEntry,
    FilterKind,
    conditions_of,
    first_entries,
    one_choice,
)
from .conditions import ConditionPage
from .names import HasAlternateNames
from .panels import FoldedPanel, HiddenBlocksPanel, SharedFieldPanel, SubjectPanel
from .reviewed import ReviewedMixin, ReviewedPageForm

# How many conditions a therapy's page names; its list of conditions has all.
MOST_CONDITIONS = 24
# How many therapies a list shows as cards. A longer one has their names alone.
MOST_CARDS = 48


class MedicineSystem(models.TextChoices):
    """The members of schema.org's MedicineSystem."""

    TRADITIONAL_CHINESE = "TraditionalChinese", _("Traditional Chinese medicine")
    AYURVEDIC = "Ayurvedic", _("Ayurveda")
    CHIROPRACTIC = "Chiropractic", _("Chiropractic")
    HOMEOPATHIC = "Homeopathic", _("Homeopathy")
    OSTEOPATHIC = "Osteopathic", _("Osteopathy")
    WESTERN_CONVENTIONAL = "WesternConventional", _("Conventional medicine")


class ProcedureType(models.TextChoices):
    """The members of schema.org's MedicalProcedureType."""

    NONINVASIVE = "NoninvasiveProcedure", _("Nothing goes through the skin")
    PERCUTANEOUS = "PercutaneousProcedure", _("Needles go through the skin")


class TherapyIndexPage(ClinicPage):
    """Lists the therapies that lie under it."""

    intro = RichTextField(_("introduction"), blank=True, features=INLINE_FEATURES)

    content_panels = [*ClinicPage.content_panels, FieldPanel("intro"), ClinicPage.booking_panel]
    search_fields = [*ClinicPage.search_fields, index.SearchField("intro")]
    api_fields = [*ClinicPage.api_fields, *given_and_taken("intro")]
    lists = ("clinic_pages.TherapyPage",)
    subpage_types = ["clinic_pages.TherapyPage"]
    max_count_per_parent = 1
    page_description = _("The list of therapies. Therapy pages go under it.")

    class Meta:
        verbose_name = _("list of therapies")
        verbose_name_plural = _("lists of therapies")

    @property
    def opening_words(self):
        return RichText(self.intro)

    @property
    def is_long(self) -> bool:
        return len(self.therapies) > MOST_CARDS

    @property
    def services(self) -> list:
        return self.therapies

    @cached_property
    def therapies(self):
        """The published, public therapies under this page, each once, in the editor's order."""
        pages = without_repeats(public(TherapyPage.objects.child_of(self))).order_by("path")
        return as_published(pages.select_related("image").prefetch_related("image__renditions"))


class TherapyPageForm(ReviewedPageForm):
    def clean_shared_text(self):
        """Drafts may hold tokens that nobody knows; visitors never see one."""
        text = self.cleaned_data["shared_text"]
        if not self.is_deferred_validation and (wrong := problems(text)):
            raise ValidationError(wrong)
        return text


class TherapyPage(PreviewedOnPages, HasAlternateNames, ReviewedMixin, ClinicPage):
    """What the clinic offers, written once and shown by therapy blocks on other pages."""

    is_therapy = True
    has_own_name = True

    shared_text = RichTextField(
        _("shared text"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_(
            "Every page with a block for this therapy shows this text, unless it is reworded "
            "there. Where you write {condition} it names the page's condition."
        ),
    )
    medicine_system = models.CharField(
        _("where it comes from"), max_length=40, blank=True, choices=MedicineSystem.choices
    )
    procedure_type = models.CharField(
        _("through the skin or not"), max_length=40, blank=True, choices=ProcedureType.choices
    )
    preparation = RichTextField(
        _("before you come"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("What patients should do before a session, such as eating something light."),
    )
    what_happens = RichTextField(
        _("what happens in a session"), blank=True, features=RICH_TEXT_FEATURES
    )
    duration_minutes = models.PositiveSmallIntegerField(
        _("duration in minutes"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    price_from = models.DecimalField(
        _("price from"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("In the clinic's currency."),
    )
    cautions = RichTextField(
        _("cautions"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("Who should not have it, or should ask a doctor first; possible side effects."),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = BodyField(body_block(), blank=True, verbose_name=_("more content"))

    content_panels = [
        *ClinicPage.content_panels,
        SubjectPanel("showing", heading=_("Where it is shown")),
        SharedFieldPanel("shared_text"),
        FieldPanel("image"),
        HiddenBlocksPanel(),
        FieldPanel("body"),
        FoldedPanel(
            [FieldPanel("preparation"), FieldPanel("what_happens"), FieldPanel("cautions")],
            heading=_("Before, during and after"),
        ),
        FoldedPanel(
            [
                FieldRowPanel([FieldPanel("duration_minutes"), FieldPanel("price_from")]),
                SubjectPanel("prices"),
            ],
            heading=_("Time and price"),
        ),
        FoldedPanel(
            [
                FieldPanel("alternate_names"),
                FieldRowPanel([FieldPanel("medicine_system"), FieldPanel("procedure_type")]),
            ],
            heading=_("Names and kind"),
        ),
        ReviewedMixin.review_panel,
        ClinicPage.booking_panel,
    ]
    exclude_fields_in_copy = [
        *ClinicPage.exclude_fields_in_copy,
        *ReviewedMixin.own_in_copy,
        "alternate_names",
    ]
    search_fields = [
        *ClinicPage.search_fields,
        index.SearchField("alternate_names", boost=2),
        index.AutocompleteField("alternate_names"),
        index.SearchField("shared_text"),
        index.SearchField("preparation"),
        index.SearchField("what_happens"),
        index.SearchField("cautions"),
        index.SearchField("body"),
    ]
    api_fields = [
        *ClinicPage.api_fields,
        *given_and_taken("alternate_names", "shared_text", "medicine_system", "procedure_type"),
        *given_and_taken("preparation", "what_happens", "duration_minutes", "price_from"),
        *given_and_taken("cautions", "image", "body"),
        *ReviewedMixin.review_api_fields,
    ]
    facets = {
        CARD: ("image", "duration_minutes", "price_from"),
        TEXT: ("shared_text", "image"),
    }
    reference_facets = ReviewedMixin.review_reference_facets
    reference_words = (
        ClinicPage.reference_words
        | ReviewedMixin.review_reference_words
        | {"image": ReferenceWords(_("Picture of the therapy"), _("Loses its picture."))}
    )
    picture_fields = {"image": ("main", "therapy", "card")}
    parent_page_types = ["clinic_pages.TherapyIndexPage"]
    subpage_types = []
    page_description = _("A therapy, written once; condition pages show its text.")
    base_form_class = TherapyPageForm

    class Meta:
        verbose_name = _("therapy")
        verbose_name_plural = _("therapies")

    @cached_property
    def conditions(self) -> list[ConditionPage]:
        """The first of the published, public conditions of its tree whose pages name this therapy,
        by name. As many queries, and as long, for any number of them."""
        return self._named_by[1]

    @property
    def lists_of_conditions(self) -> list[str]:
        """The addresses at which visitors find all of them, where more are than are named here."""
        entries, _conditions = self._named_by
        if len(entries) <= MOST_CONDITIONS:
            return []
        lists = apps.get_model("clinic_pages", "ConditionIndexPage").objects.live()
        found = lists.filter(pk__in={each.parent_id for each in entries})
        return [each.filter_url(FilterKind.THERAPY, self.slug) for each in found.order_by("path")]

    @cached_property
    def _named_by(self) -> tuple[list[ConditionEntry], list[ConditionPage]]:
        return named_by(tree_of(self.path), self.pk)

    @property
    def practitioners(self) -> list:
        """The published, public practitioners of its tree who offer this therapy."""
        model = self._meta.get_field("author").related_model
        found = shown(model, practising(tree_of(self.path), self.pk), "photo")
        return [each for each in found if each.live]

    @property
    def opening_words(self):
        return self.own_text

    @property
    def body_opens(self) -> bool:
        """Whether no heading stands between the page's title and its body."""
        return not (
            self.preparation or self.what_happens or self.cautions or "<h3" in self.shared_text
        )

    @property
    def own_text(self) -> RichText:
        """The shared text as the therapy's own page shows it."""
        return RichText(fill(self.shared_text, names_on(self)))


# --- Who names the therapy `pk`, in whatever language, in the tree at `path` ---------------------


@fact
def named_by(path: str, pk: int) -> tuple[list[ConditionEntry], list[ConditionPage]]:
    """The first entries of conditions, one more than are named; and those that are. Not to be
    changed: visits share them."""
    choice = one_choice(FilterKind.THERAPY, pk)
    entries = first_entries(path, MOST_CONDITIONS + 1, kind=FilterKind.THERAPY, choice=choice)
    return entries, conditions_of(entries[:MOST_CONDITIONS])


@fact_but_in_previews
def practising(path: str, pk: int) -> list[int]:
    """The primary keys of the public practitioners who offer it, drafts too, in their order."""
    model = TherapyPage._meta.get_field("author").related_model
    chosen = versions_of(TherapyPage, [pk], "practised_therapies__therapy")
    pages = model.objects.filter(chosen, path__startswith=path)
    found = without_repeats(public(pages.order_by("path").distinct()))
    return list(found.values_list("pk", flat=True))
