"""The clinic's own words for mails."""

from django.core.exceptions import ValidationError
from django.db import models
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import PreviewableMixin, Site

from .examples import example_facts
from .kinds import MAIL_KINDS, MailKind, kind_choices
from .languages import languages_of, languages_of_mails, speaking, supported
from .texts import Text, built_in, filled_in
from .tokens import TOKENS, Facts, problems_of_body, problems_of_subject, value_of, written


class MailWording(PreviewableMixin, models.Model):
    """The clinic's own words for one kind of mail, in one language. Empty ones are the built-in
    ones."""

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="+", editable=False
    )
    language = models.CharField(_("language"), max_length=15, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=kind_choices, editable=False)
    subject = models.CharField(
        _("subject"),
        max_length=120,
        blank=True,
        help_text=_("Leave empty for the built-in one. It names nothing of the patient."),
    )
    body = models.TextField(
        _("text"),
        blank=True,
        help_text=_(
            "Leave empty for the built-in text. What stands in curly brackets is filled in for "
            "each patient: see below. The preview, at the top right, shows what goes out."
        ),
    )

    # No page shows it.
    wagtail_reference_index_ignore = True
    panels = [
        FieldPanel("subject"),
        FieldPanel("body"),
        HelpPanel(
            template="clinic_booking/mails/tokens_panel.html",
            heading=_("What you can write in curly brackets"),
        ),
        HelpPanel(
            template="clinic_booking/mails/built_in_panel.html",
            heading=_("The built-in words"),
        ),
    ]

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        ordering = ["pk"]
        # There is one for each mail: nobody adds or deletes any.
        default_permissions = ("change",)
        constraints = [
            models.UniqueConstraint(
                fields=["site", "language", "kind"], name="clinic_one_wording_of_each"
            )
        ]

    def __str__(self):
        kind = str(self.get_kind_display())
        return f"{kind} ({self.language_name})" if len(languages_of_mails()) > 1 else kind

    @classmethod
    def of(cls, site: Site | None, kind: str, language: str) -> "MailWording":
        """Without words where nobody has written any."""
        known = {"site": site, "kind": kind, "language": supported(language)}
        return (site and cls.objects.filter(**known).first()) or cls(**known)

    @classmethod
    def all_there_are(cls) -> models.QuerySet:
        """One for each mail that goes out, on each site and in each of its languages; what is
        missing is made, without words."""
        there = set(cls.objects.values_list("site", "language", "kind"))
        wanted = [
            (site.pk, language, name)
            for site in Site.objects.order_by("pk")
            for language in languages_of_mails()
            for name, kind in MAIL_KINDS.items()
            if language in languages_of(kind)
        ]
        cls.objects.bulk_create(
            [
                cls(site_id=site, language=language, kind=name)
                for site, language, name in wanted
                if (site, language, name) not in there
            ],
            ignore_conflicts=True,
        )
        there_are = cls.objects.filter(kind__in=MAIL_KINDS, language__in=languages_of_mails())
        return there_are.select_related("site")

    def clean(self):
        super().clean()
        # A line break would end the header.
        self.subject, self.body = " ".join(self.subject.split()), self.body.strip()
        problems = {
            "subject": problems_of_subject(self.subject, self.variant),
            "body": problems_of_body(self.body, self.variant),
        }
        if found := {name: said for name, said in problems.items() if said}:
            raise ValidationError(found)

    @property
    def variant(self) -> MailKind:
        return MAIL_KINDS[self.kind]

    @property
    def language_name(self) -> str:
        return languages_of_mails().get(self.language, self.language)

    @property
    def state(self) -> str:
        """For the list."""
        return gettext("Own words") if self.subject or self.body else gettext("Built in")

    def text(self, facts: Facts) -> Text:
        """Filled in, in the active language."""
        words = built_in(self.variant, facts)
        return filled_in(Text(self.subject or words.subject, self.body or words.body), facts)

    # --- In the form -----------------------------------------------------------------------------

    @property
    def built_in_words(self) -> Text:
        """With tokens."""
        with speaking(self.language):
            return built_in(self.variant, example_facts(self.variant, self.site))

    @property
    def explained_tokens(self) -> list[dict]:
        with speaking(self.language):
            facts = example_facts(self.variant, self.site)
            examples = {name: value_of(name, facts) for name in self.variant.tokens}
        return [
            {
                "written": written(name),
                "label": TOKENS[name].label,
                "example": example,
                "is_needed": name in self.variant.needed,
                "in_subject": TOKENS[name].in_subject,
            }
            for name, example in examples.items()
        ]

    # --- Preview ---------------------------------------------------------------------------------

    @property
    def preview_modes(self):
        return [("", _("All is known")), ("bare", _("As little is known as may be"))]

    def serve_preview(self, request, mode_name):
        with speaking(self.language):
            facts = example_facts(self.variant, self.site, is_bare=mode_name == "bare")
            text = self.text(facts)
        context = {"text": text, "language": self.language, "variant": self.variant}
        return render(request, "clinic_booking/mails/preview.html", context)
