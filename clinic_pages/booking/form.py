"""The booking form: what a visitor is asked."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from ..models import PartOfDay, PractitionerPage, TherapyPage, Weekday
from ..visibility import public
from .contacts import country_of, read_phone
from .mail import clinic_of

PREFIX = "clinic-booking-%s"
NOTE_LENGTH = 1000


class PageChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, page) -> str:
        return page.title


class BookingForm(forms.Form):
    """Checks what was typed for one clinic; `fields_of_request` is what BookingRequest takes.

    page: where the form was opened. What is not typed by hand (the key, the page and the trap for
    programs) the template writes itself.
    """

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter your name.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    therapy = PageChoiceField(
        label=gettext_lazy("Therapy"),
        queryset=TherapyPage.objects.none(),
        required=False,
        empty_label=gettext_lazy("I don't know yet"),
    )
    practitioner = PageChoiceField(
        label=gettext_lazy("Practitioner"),
        queryset=PractitionerPage.objects.none(),
        required=False,
        empty_label=gettext_lazy("Anybody"),
    )
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days that suit you"),
        help_text=gettext_lazy("Choose none, and we look for the next free time."),
        choices=Weekday.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    parts_of_day = forms.MultipleChoiceField(
        label=gettext_lazy("Time of day"),
        choices=PartOfDay.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_returning = forms.TypedChoiceField(
        label=gettext_lazy("Have you been here before?"),
        choices=[("no", gettext_lazy("No, I am new")), ("yes", gettext_lazy("Yes"))],
        coerce=lambda answer: answer == "yes",
        initial="no",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Anything we should know to find a time"),
        help_text=gettext_lazy("Please write no more than we need: no diagnoses, no reports."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    consent = forms.BooleanField(
        error_messages={"required": gettext_lazy("Tick this: without it we may not answer you.")}
    )

    def __init__(self, site: Site, page: Page | None = None, data=None):
        super().__init__(data, auto_id=PREFIX, label_suffix="")
        self.site, self.page, self.clinic = site, page, clinic_of(site)
        self.fields["therapy"].queryset = choices(TherapyPage, site)
        self.fields["practitioner"].queryset = choices(PractitionerPage, site)
        self.fields["consent"].label = consent_text(self.clinic)
        self.initial |= self._prefilled()

    def _prefilled(self) -> dict:
        """What the page tells: a therapy's own page, a practitioner's, or one therapy named."""
        if isinstance(self.page, TherapyPage):
            return {"therapy": self.page.pk}
        if isinstance(self.page, PractitionerPage):
            return {"practitioner": self.page.pk}
        return {}

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        return read_phone(typed, country_of(self.clinic)) if typed else ""

    def clean(self):
        data = super().clean()
        reachable = data.get("phone") or data.get("email")
        if not reachable and not {"phone", "email"} & self.errors.keys():
            self.add_error(
                "phone",
                ValidationError(_("Enter a telephone number or an e-mail address, or both.")),
            )
        return data

    def fields_of_request(self) -> dict:
        data = dict(self.cleaned_data)
        data.pop("consent")
        return data | {"language": get_language(), "consent_text": consent_text(self.clinic)}


def choices(model: type[Page], site: Site) -> QuerySet:
    """The published, public pages of the type on this site, in the visitor's language, by name."""
    root = site.root_page.localized
    return public(model.objects.live().descendant_of(root, inclusive=True)).order_by("title")


def consent_text(clinic) -> str:
    name = clinic.name or _("the clinic")
    return _(
        "I agree that %(clinic)s stores and uses what I have entered here to answer my request."
    ) % {"clinic": name}
