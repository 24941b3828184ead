"""What the reception types in."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from ...pages.practitioners import PractitionerPage
from ...pages.therapies import TherapyPage
from ..form.fields import PageChoiceField
from ..mails.models import BookingMail
from ..request.models import BookingRequest
from ..times.appointments import CELL
from ..times.models import Appointment
from .mails import ACTS
from .steps import appointment_of

STEP = int(CELL.total_seconds()) // 60
USUAL_MINUTES = 60
# Nobody is booked in further ahead: a year mistyped.
DAYS_AHEAD = 730
NO_STEP = gettext_lazy("Times go in steps of five minutes: 10:00, 10:05, 10:10.")


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


class AttendanceForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    attendance = forms.ChoiceField(choices=Appointment.Attendance.choices, required=False)


class AskedFor(forms.Form):
    """A time that an address names; nothing of a patient does. What is none is left out."""

    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    time = forms.TimeField(required=False, input_formats=["%H:%M"])
    # The primary key of a page.
    practitioner = forms.IntegerField(required=False)

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


class AppointmentForm(MomentForm):
    """Also with whom, and how long."""

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

    def __init__(self, site, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].queryset = practitioners(site)

    @property
    def agreed(self) -> dict:
        """What `desk.book` takes."""
        return {name: self.cleaned_data[name] for name in ("practitioner", "starts_at", "minutes")}


class TimeForm(AppointmentForm):
    """The agreed time of a request. asked: what an address names of another."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, request: BookingRequest, data=None, *, asked=None):
        known = initial(request) | AskedFor.initial_in(asked or {})
        super().__init__(request.site, data, initial=known)


def is_step(time) -> bool:
    return not (time.minute % STEP or time.second)


def taken(practitioner: PractitionerPage) -> str:
    """What is said beside a time that somebody else has."""
    return _("%(name)s has another appointment at that time.") % {"name": practitioner.title}


def moment(day, time, earliest: datetime) -> datetime:
    """Raises a ValidationError for what no clock shows, or shows twice, when clocks are changed."""
    starts_at = from_current_timezone(datetime.combine(day, time))
    if starts_at <= earliest:
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
            "minutes": usual_minutes(request.therapy),
        }
    local = timezone.localtime(appointment.starts_at)
    return {
        "version": request.version,
        "day": local.date(),
        "time": local.time(),
        "practitioner": appointment.practitioner,
        "minutes": int((appointment.ends_at - appointment.starts_at).total_seconds()) // 60,
    }


def usual_minutes(therapy: TherapyPage | None) -> int:
    """What the therapy takes, up to the next step."""
    minutes = (therapy and therapy.duration_minutes) or USUAL_MINUTES
    return -(-minutes // STEP) * STEP


def practitioners(site: Site | None) -> QuerySet:
    """Those of the site, private ones too: they treat as well."""
    found = PractitionerPage.objects.live()
    if site:
        found = found.descendant_of(site.root_page)
    return found.order_by("title")
