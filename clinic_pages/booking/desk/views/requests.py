"""The screens of a request. What they show is logged; what changes anything is a POST."""

from django.conf import settings
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry
from wagtail_modeladmin.views import InspectView

from ....pages.clinic import ClinicSettings
from ...mails.refusals import address_is_refused
from ...request.contacts import country_of, pretty_phone
from ...request.models import Channel
from ...request.wishes import when_it_suits
from ...times.appointments import Taken
from .. import mails, states, steps
from ..appointment_forms import TimeForm, taken
from ..forms import AttendanceForm, MailForm, StepForm, VersionForm
from ..waiting import alarm_of
from .base import DeskScreen, time_script

# So much of the history is on one screen. The whole of it is in Wagtail's reports.
ENTRIES = 50
# Free times that are a click away from a request that waits.
NEXT_TIMES = 6


class RequestView(DeskScreen, InspectView):
    """One request, with what can be done."""

    def get_page_title(self):
        return _("Booking request")

    def get_header_title(self):
        return f"{self.get_page_title()} {self.instance.reference}"

    def get_breadcrumbs_items(self):
        desk = {"url": self.index_url, "label": _("Desk")}
        return [*self.breadcrumbs_items, desk, {"url": "", "label": self.instance.reference}]

    @property
    def address(self) -> str:
        return self.address_of("inspect")

    def address_of(self, action: str) -> str:
        return self.url_helper.get_action_url(action, self.instance.pk)

    def get(self, request, *args, **kwargs):
        log(instance=self.instance, action=steps.VIEW, user=request.user)
        return super().get(request, *args, **kwargs)

    def get_fields_dict(self):
        return []

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{"can_work": self.permission_helper.user_can_work(self.request.user)}
            | about(self.instance)
            | kwargs
        )

    def refuse(self, refused: steps.Refused):
        """Back to the request as it is now."""
        messages.warning(self.request, _not_done(self.instance, refused))
        return redirect(self.address)


def about(request) -> dict:
    """What every screen of a request shows."""
    appointment = states.appointment_of(request)
    return {
        "appointment": appointment,
        "state": states.state_of(request),
        "is_cancelled": states.is_cancelled(request),
        "has_time": states.has_time(request),
        "is_from_form": request.channel == Channel.FORM,
        "phone": pretty_phone(request.phone, country_of(ClinicSettings.of(request.site))),
        "when_it_suits": when_it_suits(request),
        "language": dict(settings.LANGUAGES).get(request.language, request.language),
        "is_refused": bool(request.email) and address_is_refused(request),
    }


def _not_done(request, refused: steps.Refused) -> str:
    happened = steps.what_happened(request)
    if isinstance(refused, steps.Changed) and happened:
        return _(
            "Somebody was quicker, so nothing was changed; a note is kept. What has happened: "
            "%(happened)s"
        ) % {"happened": happened}
    return _("This cannot be done any more: look at the request as it is now.")


class OpenRequestView(RequestView):
    """The request with its notes, mails and history."""

    template_name = "clinic_booking/desk/request.html"

    @property
    def next_times(self) -> list:
        """Free ones that suit the patient, who waits and has chosen none."""
        request = self.instance
        can_work = self.permission_helper.user_can_work(self.request.user)
        if not can_work or not request.is_open or states.has_held_time(request):
            return []
        days = TimeForm(request).free_days
        return [place for _day, places in days for place in places][:NEXT_TIMES]

    def get_context_data(self, **kwargs):
        request = self.instance
        entries = ModelLogEntry.objects.for_instance(request).prefetch_related("user")
        return super().get_context_data(
            form=StepForm(initial={"version": request.version}),
            steps=steps.possible_steps(request),
            **{f"{name}_url": self.address_of(name) for name in ("step", "book", "cancel", "mail")},
            **{f"{name}_url": self.address_of(name) for name in ("attendance", "keep")},
            alarm=alarm_of(request),
            is_outside_hours=states.is_outside_hours(request),
            next_times=self.next_times,
            can_book=states.can_book(request),
            has_begun=states.has_begun(request),
            notes=request.notes.select_related("user"),
            mails=mails.lines_of(request),
            changes=entries.exclude(action=steps.VIEW)[:ENTRIES],
            views=entries.filter(action=steps.VIEW)[:ENTRIES],
            **kwargs,
        )


class WorkView(RequestView):
    """For those who answer requests."""

    def check_action_permitted(self, user):
        return super().check_action_permitted(user) and self.permission_helper.user_can_work(user)

    def get_breadcrumbs_items(self):
        *before, request = super().get_breadcrumbs_items()
        here = {"url": "", "label": self.get_page_title()}
        return [*before, request | {"url": self.address}, here]


class StepView(WorkView):
    http_method_names = ["post"]

    def post(self, request):
        form = StepForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("The note is too long."))
            return redirect(self.address)
        if note := form.cleaned_data["note"].strip():
            steps.add_note(self.instance, request.user, note)
        if name := request.POST.get("step"):
            try:
                steps.take_step(self.instance, name, request.user, form.cleaned_data["version"])
            except steps.Refused as refused:
                return self.refuse(refused)
        if note or name:
            messages.success(request, _("Saved."))
        return redirect(self.address)


class ActView(WorkView):
    """Does one thing with what was sent. Variants have `form_class` and `act(data)`; what cannot be
    read is refused like what cannot be done."""

    http_method_names = ["post"]

    def post(self, request):
        form = self.form_of(request.POST)
        try:
            if not form.is_valid():
                raise steps.Refused
            self.act(form.cleaned_data)
        except steps.Refused as refused:
            return self.refuse(refused)
        messages.success(request, self.said(form.cleaned_data))
        return redirect(self.back)

    def form_of(self, data):
        return self.form_class(data)

    def said(self, data: dict) -> str:
        return _("Saved.")

    @property
    def back(self) -> str:
        return self.address


class MailView(ActView):
    """Sends a mail once more, or says that it is seen to."""

    words = {
        "send_again": gettext_lazy("The e-mail goes out again."),
        "see_to": gettext_lazy("Saved."),
    }

    def form_of(self, data):
        return MailForm(self.instance, data)

    def act(self, data):
        mails.ACTS[data["act"]](data["mail"], self.request.user)

    def said(self, data):
        return self.words[data["act"]]


class BookView(WorkView):
    """Books the patient in, or at another time."""

    template_name = "clinic_booking/desk/time.html"

    @property
    def media(self):
        return super().media + time_script()

    def get_page_title(self):
        return _("Change the time") if states.has_time(self.instance) else _("Book")

    def get_context_data(self, **kwargs):
        form = TimeForm(self.instance, asked=self.request.GET)
        next_url = get_valid_next_url_from_request(self.request)
        return super().get_context_data(**{"form": form, "next_url": next_url} | kwargs)

    def post(self, request):
        form = TimeForm(self.instance, request.POST)
        if not (form.is_valid() and form.is_decided):
            return self.ask_again(form)
        try:
            steps.book(self.instance, request.user, form.cleaned_data["version"], **form.agreed)
        except Taken:
            form.add_error("time", taken(form.cleaned_data["practitioner"]))
            return self.ask_again(form)
        except steps.Refused as refused:
            return self.refuse(refused)
        messages.success(request, _("The appointment is booked."))
        return redirect(get_valid_next_url_from_request(request) or self.address)

    def ask_again(self, form):
        return self.render_to_response(self.get_context_data(form=form))


class CancelView(ActView):
    """Asks, too."""

    http_method_names = ["get", "head", "options", "post"]
    template_name = "clinic_booking/desk/cancel.html"
    form_class = VersionForm

    def get_page_title(self):
        return _("Cancel the appointment")

    def get_context_data(self, **kwargs):
        form = VersionForm(initial={"version": self.instance.version})
        return super().get_context_data(form=form, **kwargs)

    def act(self, data):
        steps.cancel(self.instance, self.request.user, **data)

    def said(self, data):
        return _("The appointment is cancelled.")


class KeepView(ActView):
    """The patient has been told of changed hours."""

    form_class = VersionForm

    def act(self, data):
        steps.keep(self.instance, self.request.user, **data)


class AttendanceView(ActView):
    """Says whether the patient came, here and in the calendar's list."""

    form_class = AttendanceForm

    def act(self, data):
        steps.attend(self.instance, self.request.user, **data)

    @property
    def back(self):
        return get_valid_next_url_from_request(self.request) or self.address
