"""A practitioner's page that goes while patients, hours or requests hang on it.

Nothing of these goes with a page. Who may not see patients is told whom to ask.
"""

from dataclasses import dataclass

from django.db.models import F, Q
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from ...lib.error_reports import NoValues
from ...pages.practitioners import PractitionerPage
from ...showing.removal import all_removed, before_pages_go, question
from ..request.models import BookingRequest
from ..roles import WORK
from ..times.appointments import to_come
from ..times.models import Appointment, BlockedTime
from ..times.schedules import PractitionerSchedule
from .patients import whom_to_call

DECISION = "clinic_booking_decision"
TEMPLATE = "clinic_booking/desk/departure.html"


@dataclass(frozen=True)
class Ties:
    """What hangs on pages. requests: to come, or waiting; those alone where one is unpublished.
    kept: appointments that are over, blocked times to come and working hours, in numbers."""

    requests: list[BookingRequest]
    kept: int = 0
    hours: int = 0

    @property
    def are_any(self) -> bool:
        return bool(self.requests or self.kept or self.hours)

    @property
    def key(self) -> str:
        """Of an answer: to other ties it is none."""
        return "-".join(str(request.pk) for request in self.requests)


def ask(request: HttpRequest, pages: list[Page], action: str, with_descendants: bool):
    """The question, the refusal, or None. action: "unpublish" or "delete"."""
    if request.method != "POST":
        return None
    leaving = _practitioners(pages, action, with_descendants)
    ties = _ties(leaving, action) if leaving else Ties([])
    may_see = request.user.has_perm(WORK)
    may_go_on = may_see and action == "unpublish"
    if not ties.are_any or (may_go_on and request.POST.get(DECISION) == ties.key):
        return None
    context = question(request, action, {DECISION}) | {
        "ties": ties,
        "may_see": may_see,
        "may_go_on": may_go_on,
        "decision_name": DECISION,
        "cancel_url": _way_back(pages),
    }
    if may_see:
        request.exception_reporter_filter = NoValues()
        context |= whom_to_call(ties.requests)
    return TemplateResponse(request, TEMPLATE, context)


def _practitioners(pages: list[Page], action: str, with_descendants: bool) -> list:
    found = PractitionerPage.objects.filter(all_removed(pages, action, with_descendants))
    return list(found.live() if action == "unpublish" else found)


def _ties(leaving: list, action: str) -> Ties:
    now = timezone.now()
    appointments = Appointment.objects.filter(practitioner__in=leaving)
    coming = to_come().filter(practitioner__in=leaving)
    waiting = Q(status__in=BookingRequest.OPEN, practitioner__in=leaving)
    requests = BookingRequest.objects.filter(Q(appointment__in=coming) | waiting)
    # Who comes next is called first.
    requests = requests.order_by(F("appointment__starts_at").asc(nulls_last=True), "received_at")
    requests = list(requests.select_related("site", "appointment__practitioner"))
    if action == "unpublish":
        return Ties(requests)
    blocked = BlockedTime.objects.filter(practitioner__in=leaving, ends_at__gt=now)
    schedules = PractitionerSchedule.objects.filter(practitioner__in=leaving)
    over = appointments.exclude(pk__in=coming)
    return Ties(requests, over.count() + blocked.count(), schedules.count())


def _way_back(pages: list[Page]) -> str:
    """To where the first of them stands."""
    return reverse("wagtailadmin_explore", args=[pages[0].get_parent().pk])


# Before the question what other pages would lose.
before_pages_go(ask, order=-1)
