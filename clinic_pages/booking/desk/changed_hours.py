"""Hours that leave agreed times outside: whom to call is said before they are saved, and stays at
the desk until the patient knows."""

from hashlib import sha256

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from ...pages.hours_form import HoursForm, Question
from ..roles import WORK
from ..times.changed_hours import change_in, change_without, mark
from ..times.models import Appointment
from ..times.schedules import PractitionerSchedule
from .patients import whom_to_call


class PatientsToTell:
    """A Watcher of hours_form."""

    def question(self, form: HoursForm) -> Question | None:
        change = change_in(form)
        left = change.left_outside if change else []
        if not left:
            return None
        return Question(_key(left), "clinic_booking/desk/changed_hours.html", _context(form, left))

    def saved(self, form: HoursForm) -> None:
        if change := change_in(form):
            left = form.question.context["left_outside"] if form.question else []
            mark(left, change.appointments, change.after)


def _key(left: list[Appointment]) -> str:
    return sha256(" ".join(str(each.pk) for each in left).encode()).hexdigest()[:16]


def _context(form: HoursForm, left: list[Appointment]) -> dict:
    """Names are for those who may see requests, and only they."""
    may_see = form.for_user is not None and form.for_user.has_perm(WORK)
    patients = whom_to_call([each.request for each in left]) if may_see else {}
    return {"left_outside": left} | patients


@hooks.register("before_delete_snippet")
def before_delete_snippet(request, instances):
    """Hours that somebody is booked in go by the form, which says whom to call."""
    schedules = [each for each in instances if isinstance(each, PractitionerSchedule)]
    needed = next((each for each in schedules if change_without(each).left_outside), None)
    if needed is None:
        return None
    messages.warning(
        request,
        _(
            "Nothing was deleted: patients are booked in these hours. Take the hours out here "
            "first; on saving you read whom to call."
        ),
    )
    return redirect(AdminURLFinder(request.user).get_edit_url(needed) or "wagtailadmin_home")
