"""Who wrote a page and who reviewed it."""

from functools import partial

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ..blocks.lost_choices import allowing, count_lost
from ..lib.api_fields import brief, given
from ..lib.facets import NAME, ReferenceWords
from ..lib.languages import version_for
from ..lib.page_answers import PageAnswers
from ..lib.shown import shown_at
from ..lib.visibility import why_hidden
from .panels import FoldedPanel

NO_LONGER_SAID = _("No longer says that “%(title)s” wrote or reviewed it.")


class ReviewedPageForm(WagtailAdminPageForm):
    """A page whose block lost what it shows can be published all the same."""

    def _clean_fields(self):
        with allowing(partial(count_lost, self.instance)):
            super()._clean_fields()

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for name, message in problems_of_review(cleaned):
                self.add_error(name, message)
        return cleaned


def problems_of_review(fields: dict) -> list[tuple[str, str]]:
    """(field, what is wrong) in the author, reviewer and date of a form."""
    author, reviewer, day = (fields.get(each) for each in ("author", "reviewer", "last_reviewed"))
    found = []
    if reviewer and not day:
        found.append(("last_reviewed", _("Enter when it was reviewed.")))
    if day and day > timezone.localdate():
        found.append(("last_reviewed", _("A review cannot lie in the future.")))
    if reviewer and reviewer == author:
        found.append(("reviewer", _("Choose somebody other than the author.")))
    return found


class ReviewedMixin(PageAnswers, models.Model):
    """Who wrote a page, and who looked over it when: visitors trust a page that says so."""

    wants_review = True

    author = models.ForeignKey(
        "clinic_pages.PractitionerPage",
        verbose_name=_("written by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reviewer = models.ForeignKey(
        "clinic_pages.PractitionerPage",
        verbose_name=_("reviewed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who checked what the page says about health."),
    )
    last_reviewed = models.DateField(_("reviewed on"), null=True, blank=True)

    review_panel = FoldedPanel(
        [
            FieldPanel("author"),
            FieldRowPanel([FieldPanel("reviewer"), FieldPanel("last_reviewed")]),
        ],
        heading=_("Written and reviewed by"),
    )
    # Nobody but a person says that she reviewed a page.
    review_api_fields = given("shown_byline", "last_reviewed")
    # Who reviewed one page has not read its copy.
    own_in_copy = ["reviewer", "last_reviewed"]
    review_reference_facets = {"author": (NAME,), "reviewer": (NAME,)}
    review_reference_words = {
        "author": ReferenceWords(_("As author"), NO_LONGER_SAID),
        "reviewer": ReferenceWords(_("As reviewer"), NO_LONGER_SAID),
    }

    class Meta:
        abstract = True

    @property
    def shown_byline(self) -> dict[str, dict]:
        """{"author": {"id", "title"}, "reviewer": …}: of those that visitors may see, for a program
        that asks by Wagtail's API."""
        return {role: brief(each) for role, each in self.byline.items()}

    @cached_property
    def byline(self) -> dict:
        """{"author": page, "reviewer": page}: those that visitors may see."""
        chosen = {"author": self.author_id, "reviewer": self.reviewer_id}
        if not any(chosen.values()):
            return {}
        model = self._meta.get_field("author").related_model
        found = (version_for(self, each) for each in shown_at(model, chosen.values()))
        people = dict(zip(chosen, found, strict=True))
        return {role: each for role, each in people.items() if not why_hidden(each, shown_on=self)}
