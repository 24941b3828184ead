"""The booking form: what a visitor is asked."""

from collections.abc import Callable, Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from ...lib.invisible import has_letters
from ...pages.clinic import ClinicSettings
from ...pages.hours import Weekday
from ...pages.practitioners import PractitionerPage
from ...pages.therapies import TherapyPage
from ..request.contacts import LONGEST, MORE_THAN_A_NUMBER, country_of, read_phone
from ..request.models import PartOfDay
from ..request.wishes import days_of, parts_of
from ..settings import BookingSettings
from ..times.choice import TimeChoice
from .fields import EmailField, LinesField, PageChoiceField, TextField

PREFIX = "clinic-booking-%s"
NOTE_LENGTH = 1000


class ContactForm(forms.Form):
    """Who it is, and how to reach them. Variants have `clinic`, whose country's numbers are read as
    one writes them there."""

    clinic: ClinicSettings

    name = TextField(
        label=gettext_lazy("Your name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter your name.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    phone = TextField(
        label=gettext_lazy("Telephone"),
        # Longer than any number: what else is typed there is answered, and not cut off.
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    email = EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def clean_name(self) -> str:
        """On one line, whatever was sent."""
        name = self.cleaned_data["name"]
        if not has_letters(name):
            raise ValidationError(_("Enter your name in letters."))
        return " ".join(name.split())

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        try:
            return read_phone(typed, country_of(self.clinic)) if typed else ""
        except ValidationError as problem:
            if problem.code != MORE_THAN_A_NUMBER:
                raise
            rest = _("There is room for the rest under “%(field)s”.")
            label = {"field": self.fields["note"].label}
            raise ValidationError(f"{problem.message} {rest % label}") from None

    def clean(self):
        data = super().clean()
        reachable = data.get("phone") or data.get("email")
        if not reachable and not {"phone", "email"} & self.errors.keys():
            self.add_error(
                "phone",
                ValidationError(_("Enter a telephone number or an e-mail address, or both.")),
            )
        return data


class BookingForm(ContactForm, TimeChoice):
    """Checks what was typed for one clinic; `fields_of_request` is what BookingRequest takes.

    page: where the form was opened. is_sent: whether `data` is to be checked; else the form shows
    it as what was typed so far. What is not typed by hand (the key, the page and the trap for
    programs) the template writes itself.
    """

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
    note = LinesField(
        label=gettext_lazy("Anything we should know to find a time"),
        help_text=gettext_lazy("Please write no more than we need: no diagnoses, no reports."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    consent = forms.BooleanField(
        error_messages={"required": gettext_lazy("Tick this: without it we may not answer you.")}
    )

    def __init__(self, site: Site, page: Page | None = None, data=None, *, is_sent=True):
        super().__init__(data if is_sent else None, auto_id=PREFIX, label_suffix="")
        self.site, self.page, self.typed = site, page, data or {}
        self.clinic, settings = settings_of(site)
        self.privacy_page = settings.privacy_page
        self.offer_times(settings)
        self._offer_open("days", days_of)
        self._offer_open("parts_of_day", parts_of)
        self.fields["therapy"].offer_to_visitors(TherapyPage, site)
        self.fields["practitioner"].offer_to_visitors(PractitionerPage, site)
        self.fields["consent"].label = consent_text(self.clinic)
        self.initial |= self._prefilled()
        if not is_sent:
            self.initial |= self._typed_so_far()

    def _offer_open(self, name: str, open_in: Callable[[Iterable], set]) -> None:
        """Shows of a field's choices those in which the clinic is open, and somebody works where
        times are offered. Weeks without hours, and such as leave nothing, are not asked.

        What was sent is checked against all: hours may have changed since, which is to be said.
        """
        field, weeks = self.fields[name], [self.clinic.opening_hours.all(), self.working_hours]
        for possible in map(open_in, weeks):
            shown = [each for each in field.widget.choices if each[0] in possible]
            field.widget.choices = shown or field.widget.choices

    def _typed_so_far(self) -> dict:
        return {
            name: field.widget.value_from_datadict(self.typed, {}, name)
            for name, field in self.fields.items()
        }

    def _prefilled(self) -> dict:
        """What the page tells: a therapy's own page, a practitioner's, or one therapy named."""
        if isinstance(self.page, TherapyPage):
            return {"therapy": self.page.pk}
        if isinstance(self.page, PractitionerPage):
            return {"practitioner": self.page.pk}
        return {}

    def clean_days(self) -> list[int]:
        return self._still_open("days")

    def clean_parts_of_day(self) -> list[str]:
        return self._still_open("parts_of_day")

    def _still_open(self, name: str) -> list:
        field, chosen = self.fields[name], self.cleaned_data[name]
        shown, labels = dict(field.widget.choices), dict(field.choices)
        if closed := [str(labels[each]) for each in chosen if each not in shown]:
            raise ValidationError(
                _("Our hours have changed. No longer possible: %(choices)s.")
                % {"choices": ", ".join(closed)}
            )
        return chosen

    def fields_of_request(self) -> dict:
        data = dict(self.cleaned_data)
        data.pop("consent")
        data.pop("time", None)
        return data | {"language": get_language(), "consent_text": consent_text(self.clinic)}


def settings_of(site: Site) -> tuple[ClinicSettings, BookingSettings]:
    """Both as stored; unsaved defaults where nobody has set any."""
    return ClinicSettings.of(site), BookingSettings.of(site)


def consent_text(clinic) -> str:
    name = clinic.name or _("the clinic")
    return _(
        "I agree that %(clinic)s stores and uses what I have entered here to answer my request."
    ) % {"clinic": name}
