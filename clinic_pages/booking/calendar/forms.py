"""What the reception types into the calendar."""

import secrets
from datetime import UTC, datetime, timedelta

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.coreutils import get_content_languages, get_supported_content_language_variant
from wagtail.models import Site

from ...lib.aliases import without_repeats
from ...pages.therapies import TherapyPage
from ..desk.appointment_forms import AppointmentForm, practitioners, usual_minutes
from ..desk.moments import NO_STEP, MomentForm, is_step
from ..form.fields import LinesField, PageChoiceField
from ..form.form import NOTE_LENGTH, ContactForm
from ..request.models import Channel
from ..times.models import BlockedTime

ENTERED_BY = [(channel, channel.label) for channel in (Channel.TELEPHONE, Channel.WALK_IN)]


class NewBookingForm(ContactForm, AppointmentForm):
    """A booking of somebody who calls, or stands at the desk; `fields_of_request` and `agreed` are
    what `steps.enter` takes."""

    # What is sent twice from the same form is stored once.
    form_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    therapy = PageChoiceField(
        label=gettext_lazy("Therapy"),
        queryset=TherapyPage.objects.none(),
        required=False,
        empty_label=gettext_lazy("Not known yet"),
    )
    is_returning = forms.BooleanField(label=gettext_lazy("Has been here before"), required=False)
    note = LinesField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Only the clinic sees it."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Came by"),
        choices=ENTERED_BY,
        initial=Channel.TELEPHONE,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the e-mails"))

    # Who stands at the desk is entered when there is time for it.
    may_have_begun = True

    def __init__(self, site: Site, data=None, initial=None):
        usual = get_supported_content_language_variant(settings.LANGUAGE_CODE)
        known = {"form_key": secrets.token_urlsafe(12), "language": usual}
        super().__init__(site, data, initial=known | (initial or {}))
        self._offer_languages()
        self._ask_of_somebody_else()
        therapies = without_repeats(TherapyPage.objects.live().descendant_of(site.root_page))
        self.fields["therapy"].queryset = therapies
        self.fields["minutes"].required = False
        self.fields["minutes"].help_text = _("Left empty: as long as the therapy takes.")
        # What the script shows there once a therapy is chosen.
        lengths = therapies.exclude(duration_minutes=None).values_list("pk", "duration_minutes")
        self.fields["minutes"].widget.attrs["data-clinic-lengths"] = " ".join(
            f"{pk}:{minutes}" for pk, minutes in lengths.order_by("pk")
        )

    def _offer_languages(self) -> None:
        languages = get_content_languages()
        if len(languages) < 2:
            self.fields["language"].widget = forms.HiddenInput()
        self.fields["language"].choices = list(languages.items())

    def _ask_of_somebody_else(self) -> None:
        """The browser is not to fill in who sits before it."""
        for name in ("name", "phone", "email"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["name"].widget.attrs["autofocus"] = not self.is_bound
        self.fields["name"].label = _("Name")
        self.fields["name"].error_messages["required"] = _("Enter the name.")

    def clean(self):
        data = super().clean()
        if "minutes" in data and data["minutes"] is None:
            data["minutes"] = usual_minutes(data.get("therapy"))
        return data

    def fields_of_request(self) -> dict:
        names = [*ContactForm.base_fields, "therapy", "practitioner", "is_returning"]
        names += ["note", "channel", "language"]
        return {name: self.cleaned_data[name] for name in names}


class BlockForm(MomentForm):
    """A stretch of a practitioner's day; `blocked` is what `steps.block_time` takes."""

    until = forms.TimeField(
        label=gettext_lazy("Until"),
        widget=forms.TimeInput({"type": "time", "step": 300}, format="%H:%M"),
    )
    practitioner = PageChoiceField(
        label=gettext_lazy("Practitioner"), queryset=None, empty_label=gettext_lazy("Choose one")
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=BlockedTime._meta.get_field("reason").max_length,
        required=False,
        help_text=gettext_lazy("Colleagues see it in the calendar. Name no patients here."),
    )

    may_have_begun = True
    field_order = ["practitioner", "day", "time", "until", "reason"]

    def __init__(self, site: Site, data=None, initial=None):
        super().__init__(data, initial=initial)
        self.fields["time"].label = _("From")
        self.fields["practitioner"].queryset = practitioners(site)

    def clean_until(self):
        until = self.cleaned_data["until"]
        if not is_step(until):
            raise ValidationError(NO_STEP)
        return until

    def clean(self):
        data = super().clean()
        if "starts_at" in data and "until" in data:
            try:
                data["minutes"] = self._minutes(data)
            except ValidationError as error:
                self.add_error("until", error)
        return data

    def _minutes(self, data) -> int:
        ends_at = from_current_timezone(datetime.combine(data["day"], data["until"]))
        # In UTC an hour is an hour. In a zone it is one of the wall clock's.
        length = ends_at.astimezone(UTC) - data["starts_at"].astimezone(UTC)
        minutes = length // timedelta(minutes=1)
        if minutes <= 0:
            raise ValidationError(_("This must be later than the beginning."))
        return minutes

    @property
    def blocked(self) -> dict:
        names = ("practitioner", "starts_at", "minutes", "reason")
        return {name: self.cleaned_data[name] for name in names}
