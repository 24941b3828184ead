"""A moment that the reception types or that an address names, by the clinic's clocks."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..times.appointments import CELL

STEP = int(CELL.total_seconds()) // 60
# Nobody is booked in further ahead: a year mistyped.
DAYS_AHEAD = 730
NO_STEP = gettext_lazy("Times go in steps of five minutes: 10:00, 10:05, 10:10.")


class AskedFor(forms.Form):
    """A time that an address names; nothing of a patient does. What is none is left out."""

    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    time = forms.TimeField(required=False, input_formats=["%H:%M"])
    # The primary key of a page.
    practitioner = forms.IntegerField(required=False)
    minutes = forms.IntegerField(required=False)

    @classmethod
    def initial_in(cls, query) -> dict:
        """For a form in which one chooses a time."""
        form = cls(query)
        form.is_valid()
        return {name: value for name, value in form.cleaned_data.items() if value is not None}


class MomentForm(forms.Form):
    """A time on the clinic's own clocks; cleaned, `starts_at` is among the data."""

    # Whether it may be earlier today.
    may_have_begun = False
    # Whether nothing is to be asked about what is valid.
    is_decided = True

    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"),
        widget=forms.TimeInput({"type": "time", "step": STEP * 60}, format="%H:%M"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs, label_suffix="")
        latest = timezone.localdate() + timedelta(days=DAYS_AHEAD)
        self.fields["day"].widget.attrs |= {"min": f"{timezone.localdate()}", "max": f"{latest}"}

    @property
    def earliest(self) -> datetime:
        now = timezone.localtime()
        return now.replace(hour=0, minute=0) if self.may_have_begun else now

    def clean_time(self):
        time = self.cleaned_data["time"]
        if not is_step(time):
            raise ValidationError(NO_STEP)
        return time

    def clean(self):
        data = super().clean()
        if "day" in data and "time" in data:
            try:
                data["starts_at"] = moment(data["day"], data["time"], self.earliest)
            except ValidationError as error:
                self.add_error("time", error)
        return data


def is_step(time) -> bool:
    return not (time.minute % STEP or time.second)


def moment(day, time, earliest: datetime) -> datetime:
    """Raises a ValidationError for what no clock shows, or shows twice, when clocks are changed."""
    starts_at = from_current_timezone(datetime.combine(day, time))
    if starts_at <= earliest:
        raise ValidationError(_("This is over. Choose a time to come."))
    if day > timezone.localdate() + timedelta(days=DAYS_AHEAD):
        raise ValidationError(_("This is more than two years ahead. Is the year right?"))
    return starts_at
