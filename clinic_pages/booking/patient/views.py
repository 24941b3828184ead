"""An appointment, for whoever has its link."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from ..form.form import settings_of
from ..form.views import BookingView
from ..times.appointments import Taken
from ..times.choice import MoveForm
from ..times.links import uid_in
from . import manage


class ManageView(BookingView):
    """An appointment, for whoever has the link: when and with whom, and not whose it is.

    A link that is no good, and one whose appointment is over or cancelled, look the same.
    """

    def answer(self, name: str, context: dict, status=200) -> HttpResponse:
        template = f"clinic_booking/patient/{name}_page.html"
        response = render(self.request, template, context, status=status)
        # The address is the key: it goes to nobody whose link is followed from here.
        response["Referrer-Policy"] = "no-referrer"
        return response

    def keep(self, request) -> HttpResponse:
        return HttpResponse(_("Please try again in a moment."), "text/plain", 503)

    def get(self, request, token):
        return self.about_appointment(token, self.show_appointment)

    def post(self, request, token):
        return self.about_appointment(token, self.act)

    def about_appointment(self, token: str, answer) -> HttpResponse:
        self.appointment = manage.coming(uid_in(token))
        # Links lead to the admin's host, which may be another clinic's than the patient's.
        site = self.appointment.request.site if self.appointment else None
        self.clinic, self.settings = settings_of(site or self.site)
        if self.appointment is None:
            return self.say("gone", 404)
        with translation.override(self.appointment.request.language):
            return answer()

    def act(self) -> HttpResponse:
        if "show_times" in self.request.POST:
            return self.show_appointment(self.move_form(is_sent=False))
        try:
            return self.cancel() if "cancel" in self.request.POST else self.move()
        except manage.TooLate:
            return self.show_appointment(status=409)

    def cancel(self) -> HttpResponse:
        manage.cancel(self.appointment, self.settings)
        return self.say("cancelled")

    def move(self) -> HttpResponse:
        form = self.move_form()
        if not self.settings.offers_times or not form.is_valid():
            return self.show_appointment(form, 422)
        time = form.cleaned_data["time"]
        if time.starts_at == self.appointment.starts_at:
            # Sent twice.
            return self.say("moved")
        try:
            self.appointment = manage.move(self.appointment, self.settings, time)
        except Taken:
            form.say_taken()
            return self.show_appointment(form, 409)
        return self.say("moved")

    def move_form(self, is_sent=True) -> MoveForm:
        return MoveForm(
            self.appointment, self.clinic, self.settings, self.request.POST, is_sent=is_sent
        )

    def show_appointment(self, form: MoveForm | None = None, status=200) -> HttpResponse:
        can_change = manage.can_change(self.appointment, self.settings)
        if can_change and self.settings.offers_times and form is None:
            form = MoveForm(self.appointment, self.clinic, self.settings)
        return self.say("appointment", status, can_change=can_change, form=form)

    def say(self, what: str, status=200, **context) -> HttpResponse:
        # The clinic of the appointment, around it as well.
        self.clinic.remember_on(self.request)
        context |= {"what": what, "clinic": self.clinic, "appointment": self.appointment}
        return self.answer("manage", context, status)
