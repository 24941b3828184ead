"""Forms in which the calendar is changed."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ...desk.appointment_forms import taken
from ...desk.moments import AskedFor
from ...times.appointments import Taken
from ...times.models import BlockedTime
from .. import steps
from ..addresses import CALENDAR, address_of_day
from ..forms import BlockForm, NewBookingForm
from .base import WorkScreen


class FormScreen(WorkScreen):
    """Asks, does it, and goes back to the day. Variants have `form_class`, `do(form)` and
    `say(form)`."""

    def get_breadcrumbs_items(self):
        calendar = {"url": reverse(CALENDAR), "label": _("Calendar")}
        return [*self.breadcrumbs_items, calendar, {"url": "", "label": self.get_page_title()}]

    def get(self, request):
        return self.ask(self.form_class(self.site, initial=AskedFor.initial_in(request.GET)))

    def post(self, request):
        form = self.form_class(self.site, request.POST)
        if not (form.is_valid() and (form.is_decided or self.was_done(form))):
            return self.ask(form)
        try:
            self.do(form)
        except Taken:
            form.add_error("time", taken(form.cleaned_data["practitioner"]))
            return self.ask(form)
        messages.success(request, self.said(form))
        return redirect(address_of_day(form.cleaned_data["day"]))

    def was_done(self, form) -> bool:
        """Whether the same form was sent before."""
        return False

    def ask(self, form):
        day = form["day"].value()
        back = address_of_day(day) if day and not form.is_bound else reverse(CALENDAR)
        return self.show(form=form, back=back)

    def said(self, form) -> str:
        """Of a message nobody knows where it is kept: it names no patient."""
        local = date_format(form.cleaned_data["starts_at"], "DATETIME_FORMAT")
        who = form.cleaned_data["practitioner"]
        return self.success_message % {"when": f"{local}, {who.title}" if who else local}


class NewView(FormScreen):
    """Somebody calls, or stands at the desk."""

    page_title = gettext_lazy("New booking")
    template_name = "clinic_booking/calendar/new.html"
    form_class = NewBookingForm
    success_message = gettext_lazy("Booked: %(when)s")

    def do(self, form: NewBookingForm) -> None:
        key, fields = form.cleaned_data["form_key"], form.fields_of_request()
        steps.enter(self.site, self.request.user, key, fields, **form.agreed)

    def was_done(self, form: NewBookingForm) -> bool:
        """Then the time is near to nothing but itself."""
        key, fields = form.cleaned_data["form_key"], form.fields_of_request()
        return steps.was_entered(self.site, key, fields, **form.agreed)


class BlockView(FormScreen):
    """Nobody is booked then."""

    page_title = gettext_lazy("Block a time")
    template_name = "clinic_booking/calendar/block.html"
    form_class = BlockForm
    success_message = gettext_lazy("Blocked: %(when)s")

    def do(self, form: BlockForm) -> None:
        steps.block_time(self.request.user, **form.blocked)


class UnblockView(WorkScreen):
    """Asks, and gives a blocked time back."""

    page_title = gettext_lazy("Give a blocked time back")
    template_name = "clinic_booking/calendar/unblock.html"

    def get(self, request, pk: int):
        blocked = get_object_or_404(BlockedTime.objects.select_related("practitioner"), pk=pk)
        return self.show(blocked=blocked, back=_day_of(blocked))

    def post(self, request, pk: int):
        blocked = get_object_or_404(BlockedTime, pk=pk)
        back = _day_of(blocked)
        steps.unblock(blocked, request.user)
        messages.success(request, _("The time is free again."))
        return redirect(back)

    def get_breadcrumbs_items(self):
        calendar = {"url": reverse(CALENDAR), "label": _("Calendar")}
        return [*self.breadcrumbs_items, calendar, {"url": "", "label": self.get_page_title()}]


def _day_of(blocked: BlockedTime) -> str:
    return address_of_day(timezone.localtime(blocked.starts_at).date())
