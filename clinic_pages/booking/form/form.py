"""The booking form: what a visitor is asked."""

from collections.abc import Iterable
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from ...lib.facts import fact
from ...pages.clinic import ClinicSettings
from ...pages.condition_entries import letter_of
from ...pages.hours import Weekday
from ...pages.names import sort_key
from ...pages.practitioners import PractitionerPage
from ...pages.therapies import TherapyPage
from ..request.contacts import country_of, read_phone
from ..request.models import PartOfDay
from ..settings import BookingSettings
from ..times.choice import TimeChoice
from ..times.offer import visitors_choices

PREFIX = "clinic-booking-%s"
NOTE_LENGTH = 1000
# Of a primary key.
MOST_DIGITS = 18
# How many choices a menu has before they are grouped by letter.
MOST_UNGROUPED = 24


class PagesByLetter(ModelChoiceIterator):
    """Many pages stand in groups, so that a menu of hundreds can be read on a telephone."""

    def __iter__(self):
        yield "", self.field.empty_label
        if len(self.field.pages) <= MOST_UNGROUPED:
            yield from map(self.choice, self.field.pages)
            return
        for letter, pages in self.field.by_letter:
            yield letter, [self.choice(page) for page in pages]


def by_name(pages: QuerySet) -> list[Page]:
    """With no more than that: their texts are not asked for. One query."""
    return sorted(pages.order_by().only("title"), key=lambda page: sort_key(page.title))


def by_letter(pages: Iterable[Page]) -> list[tuple[str, list[Page]]]:
    """(letter, those whose names begin with it) of what `by_name` gives."""
    groups = groupby(pages, lambda page: letter_of(page.title))
    return [(letter, list(each)) for letter, each in groups]


@fact
def choices_of_visitors(model: type[Page], site: Site, language: str) -> tuple[list, list]:
    """By name, and by letter: what those may choose who read `language`, the active one."""
    pages = by_name(visitors_choices(model, site))
    return pages, by_letter(pages)


class Menu(forms.Select):
    """Written in one go: Django has a template for each choice, which takes ten times as long."""

    template_name = "clinic_booking/form/menu.html"


class PageChoiceField(forms.ModelChoiceField):
    iterator = PagesByLetter
    widget = Menu

    @cached_property
    def pages(self) -> list[Page]:
        return by_name(self.queryset)

    @cached_property
    def by_letter(self) -> list[tuple[str, list[Page]]]:
        return by_letter(self.pages)

    def offer_to_visitors(self, model: type[Page], site: Site) -> None:
        """What is known of their choices need not be asked for."""
        self.pages, self.by_letter = choices_of_visitors(model, site, get_language())
        self.queryset = visitors_choices(model, site)

    def label_from_instance(self, page) -> str:
        return page.title

    def to_python(self, value):
        # SQLite has no place for a number of hundreds of digits, and says so with an OverflowError.
        if isinstance(value, str) and len(value) > MOST_DIGITS:
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value[:MOST_DIGITS]},
            )
        return super().to_python(value)


class LinesField(forms.CharField):
    """Counts a line break as browsers do while one types: as one."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class BookingForm(TimeChoice):
    """Checks what was typed for one clinic; `fields_of_request` is what BookingRequest takes.

    page: where the form was opened. is_sent: whether `data` is to be checked; else the form shows
    it as what was typed so far. What is not typed by hand (the key, the page and the trap for
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
        self.fields["therapy"].offer_to_visitors(TherapyPage, site)
        self.fields["practitioner"].offer_to_visitors(PractitionerPage, site)
        self.fields["consent"].label = consent_text(self.clinic)
        self.initial |= self._prefilled()
        if not is_sent:
            self.initial |= self._typed_so_far()

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

    def clean_name(self) -> str:
        """On one line, whatever was sent."""
        return " ".join(self.cleaned_data["name"].split())

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
