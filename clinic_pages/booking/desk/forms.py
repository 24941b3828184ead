"""What the reception types in."""

from django import forms
from django.utils.translation import gettext_lazy

from ..mails.models import BookingMail
from ..request.models import BookingRequest
from ..times.models import Appointment
from .mails import ACTS


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


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class AttendanceForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    attendance = forms.ChoiceField(choices=Appointment.Attendance.choices, required=False)
