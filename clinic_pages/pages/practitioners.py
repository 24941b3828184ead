"""Who treats, writes or reviews, and the list of them."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtail.rich_text import RichText
from wagtail.search import index

from ..lib.aliases import without_repeats
from ..lib.api_fields import brief, given, given_and_taken
from ..lib.chooser_panel import ChooserPanel
from ..lib.facets import CARD, NAME, ReferenceWords
from ..lib.fields import INLINE_FEATURES, RICH_TEXT_FEATURES
from ..lib.pictures import alt_text
from ..lib.previews import PreviewedOnPages
from ..lib.references import named_therapies
from ..lib.shown import shown_on
from ..lib.stand_in import as_published
from ..lib.visibility import public, why_hidden
from .base import ClinicPage
from .panels import FoldedPanel, SubjectPanel
from .related import therapies_beside
from .therapies import TherapyPage


class PractitionersPage(ClinicPage):
    """Lists the practitioners that lie under it."""

    intro = RichTextField(_("introduction"), blank=True, features=INLINE_FEATURES)

    content_panels = [*ClinicPage.content_panels, FieldPanel("intro"), ClinicPage.booking_panel]
    search_fields = [*ClinicPage.search_fields, index.SearchField("intro")]
    api_fields = [*ClinicPage.api_fields, *given_and_taken("intro")]
    lists = ("clinic_pages.PractitionerPage",)
    subpage_types = ["clinic_pages.PractitionerPage"]
    max_count_per_parent = 1
    page_description = _("The team. Practitioner pages go under it.")

    class Meta:
        verbose_name = _("team page")
        verbose_name_plural = _("team pages")

    @property
    def opening_words(self):
        return RichText(self.intro)

    @cached_property
    def practitioners(self):
        """The published, public practitioners under this page, each once, in the editor's order."""
        pages = without_repeats(public(PractitionerPage.objects.child_of(self))).order_by("path")
        return as_published(pages.select_related("photo").prefetch_related("photo__renditions"))


class PractitionerPage(PreviewedOnPages, ClinicPage):
    """Who treats, writes or reviews. The page's title is the person's name."""

    role = models.CharField(
        _("role"), max_length=120, blank=True, help_text=_("For example “Acupuncturist”.")
    )
    qualifications = models.CharField(
        _("qualifications"),
        max_length=255,
        blank=True,
        help_text=_("As written after the name, for example “BSc, Lic. Ac.”."),
    )
    about = RichTextField(_("about"), blank=True, features=RICH_TEXT_FEATURES)
    photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        FieldPanel("title", heading=_("Name")),
        SubjectPanel("links"),
        SubjectPanel("showing", heading=_("Where it is shown")),
        FieldRowPanel([FieldPanel("role"), FieldPanel("qualifications")]),
        FieldPanel("about"),
        FieldPanel("photo"),
        FoldedPanel(
            [
                ChooserPanel(
                    "practised_therapies",
                    chooser_field_name="therapy",
                    heading=_("Therapies"),
                    label=_("Therapy"),
                )
            ],
            heading=_("Therapies"),
        ),
        FoldedPanel(
            [InlinePanel("registrations", heading=_("Registrations"), label=_("Registration"))],
            heading=_("Registrations"),
        ),
        ClinicPage.booking_panel,
    ]
    # Nobody is somebody else.
    exclude_fields_in_copy = [
        *ClinicPage.exclude_fields_in_copy,
        "qualifications",
        "registrations",
        "photo",
    ]
    search_fields = [
        *ClinicPage.search_fields,
        index.SearchField("role"),
        index.SearchField("qualifications"),
        index.SearchField("about"),
    ]
    may_be_short = True
    api_fields = [
        *ClinicPage.api_fields,
        *given_and_taken("role", "qualifications", "about", "photo"),
        *given_and_taken("registrations"),
        *given("shown_therapies"),
    ]
    has_own_name = True
    facets = {CARD: ("role", "photo")}
    reference_words = ClinicPage.reference_words | {
        "photo": ReferenceWords(_("Photo of the practitioner"), _("Loses its photo."))
    }
    reference_facets = {"practised_therapies.item.therapy": (NAME,)}
    picture_fields = {"photo": ("portrait", "portrait_card")}
    parent_page_types = ["clinic_pages.PractitionersPage"]
    subpage_types = []
    page_description = _("A person who treats: role, qualifications, registrations, therapies.")

    class Meta:
        verbose_name = _("practitioner")
        verbose_name_plural = _("practitioners")

    @property
    def offers(self) -> list[str]:
        return [self.role] if self.role else []

    @property
    def photo_alt(self) -> str:
        return alt_text(self.photo, otherwise=self.title)

    @property
    def opening_words(self):
        return RichText(self.about)

    def derived_state(self) -> dict:
        return {"named_therapies": named_therapies(self)}

    def pages_beside(self, before: dict, after: dict) -> set[int]:
        return therapies_beside(self, before, after)

    @property
    def shown_therapies(self) -> list[dict]:
        """[{"id", "title"}] of `therapies`, for a program that asks by Wagtail's API."""
        return [brief(each) for each in self.therapies]

    @cached_property
    def therapies(self) -> list:
        """The therapies this person offers that visitors may see, in the editor's order."""
        chosen = [row.therapy_id for row in self.practised_therapies.all()]
        therapies = shown_on(self, TherapyPage, chosen)
        return [each for each in therapies if not why_hidden(each, shown_on=self)]


class PractitionerRegistration(Orderable):
    """An entry in the register of a professional body."""

    practitioner = ParentalKey(
        PractitionerPage, on_delete=models.CASCADE, related_name="registrations"
    )
    body = models.CharField(
        _("professional body"), max_length=160, help_text=_("For example “Acupuncture Council”.")
    )
    number = models.CharField(_("registration number"), max_length=60, blank=True)
    url = models.URLField(
        _("address in the public register"), blank=True, help_text=_("Lets visitors check it.")
    )

    panels = [FieldPanel("body"), FieldRowPanel([FieldPanel("number"), FieldPanel("url")])]
    api_fields = given_and_taken("body", "number", "url")

    class Meta(Orderable.Meta):
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")

    def __str__(self):
        return f"{self.body} {self.number}".strip()


class PractitionerTherapy(Orderable):
    """One therapy that a practitioner offers."""

    practitioner = ParentalKey(
        PractitionerPage, on_delete=models.CASCADE, related_name="practised_therapies"
    )
    therapy = models.ForeignKey(
        "clinic_pages.TherapyPage",
        verbose_name=_("therapy"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("therapy")]

    class Meta(Orderable.Meta):
        verbose_name = _("practised therapy")
        verbose_name_plural = _("practised therapies")

    def __str__(self):
        return str(self.therapy)
