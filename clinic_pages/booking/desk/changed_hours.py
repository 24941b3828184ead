"""Hours that leave agreed times outside: whom to call is said before they are saved, and stays at
the desk until the patient knows."""

from hashlib import sha256

from ...pages.clinic import ClinicSettings
from ...pages.hours_form import HoursForm, Question
from ..request.contacts import country_of, pretty_phone
from ..roles import WORK
from ..times.changed_hours import change_in, mark
from ..times.models import Appointment

# Of whom names are written out. Of others only the number is said.
LIMIT = 100


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
    return {
        "left_outside": left,
        "patients": [Patient(each) for each in left[:LIMIT]] if may_see else [],
        "others": len(left) - LIMIT if may_see else len(left),
    }


class Patient:
    """Whom to call about it. What reads the context of a failed template learns nothing of him."""

    def __init__(self, appointment: Appointment):
        self.appointment = appointment
        self.request = appointment.request

    @property
    def phone(self) -> str:
        country = country_of(ClinicSettings.of(self.request.site))
        return pretty_phone(self.request.phone, country) if self.request.phone else ""
