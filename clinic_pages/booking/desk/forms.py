"""What the reception types in."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...pages.practitioners import PractitionerPage
from ..form.fields import PageChoiceField
from ..mails.models import BookingMail
from ..request.models import BookingRequest
from ..times.appointments import CELL
from .mails import ACTS
from .steps import appointment_of

STEP = int(CELL.total_seconds()) // 60
USUAL_MINUTES = 60
# Nobody is booked in further ahead: a year mistyped.
DAYS_AHEAD = 730


class StepForm(forms.Form):
    """A note, and what to do: either may be left out."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Only the clinic sees it."),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
    )


class MailForm(forms.Form):
    """Which mail, and what is done about it: one of mails.ACTS."""

    mail = forms.ModelChoiceField(BookingMail.objects.none())
    act = forms.ChoiceField(choices=[(name, name) for name in ACTS])

    def __init__(self, request: BookingRequest, data):
        super().__init__(data)
        self.fields["mail"].queryset = request.mails.all()


class CancelForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class TimeForm(forms.Form):
    """The agreed time, in the clinic's own time zone; cleaned, `starts_at` is among the data."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"),
        widget=forms.TimeInput({"type": "time", "step": STEP * 60}, format="%H:%M"),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Length in minutes"),
        min_value=STEP,
        max_value=8 * 60,
        step_size=STEP,
    )
    practitioner = PageChoiceField(
        label=gettext_lazy("Practitioner"),
        queryset=PractitionerPage.objects.none(),
        required=False,
        empty_label=gettext_lazy("Not decided: nobody's time is taken"),
    )

    def __init__(self, request: BookingRequest, data=None):
        super().__init__(data, initial=initial(request), label_suffix="")
        self.fields["practitioner"].queryset = practitioners(request)
        today = timezone.localdate()
        latest = today + timedelta(days=DAYS_AHEAD)
        self.fields["day"].widget.attrs |= {"min": f"{today}", "max": f"{latest}"}

    def clean_time(self):
        time = self.cleaned_data["time"]
        if time.minute % STEP or time.second:
            raise ValidationError(_("Times go in steps of five minutes: 10:00, 10:05, 10:10."))
        return time

    def clean(self):
        data = super().clean()
        if "day" in data and "time" in data:
            try:
                data["starts_at"] = moment(data["day"], data["time"])
            except ValidationError as error:
                self.add_error("time", error)
        return data

    @property
    def agreed(self) -> dict:
        """What `desk.book` takes."""
        return {name: self.cleaned_data[name] for name in ("practitioner", "starts_at", "minutes")}


def moment(day, time) -> datetime:
    """Raises a ValidationError for what no clock shows, or shows twice, when clocks are changed."""
    starts_at = from_current_timezone(datetime.combine(day, time))
    if starts_at <= timezone.now():
        raise ValidationError(_("This is over. Choose a time to come."))
    if day > timezone.localdate() + timedelta(days=DAYS_AHEAD):
        raise ValidationError(_("This is more than two years ahead. Is the year right?"))
    return starts_at


def initial(request: BookingRequest) -> dict:
    appointment = appointment_of(request)
    if appointment is None or appointment.cancelled_at:
        return {
            "version": request.version,
            "practitioner": request.practitioner,
            "minutes": usual_minutes(request),
        }
    local = timezone.localtime(appointment.starts_at)
    return {
        "version": request.version,
        "day": local.date(),
        "time": local.time(),
        "practitioner": appointment.practitioner,
        "minutes": int((appointment.ends_at - appointment.starts_at).total_seconds()) // 60,
    }


def usual_minutes(request: BookingRequest) -> int:
    """What the therapy takes, up to the next step."""
    minutes = (request.therapy and request.therapy.duration_minutes) or USUAL_MINUTES
    return -(-minutes // STEP) * STEP


def practitioners(request: BookingRequest) -> QuerySet:
    """Those of the request's site, published or not needed to be: private pages treat as well."""
    found = PractitionerPage.objects.live()
    if request.site:
        found = found.descendant_of(request.site.root_page)
    return found.order_by("title")
