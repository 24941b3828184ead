"""A practitioner's page that goes while patients, hours or requests hang on it: a part of the
question before a removal.

Nothing of these goes with a page. Who may not see patients is told whom to ask. A practitioner is
one person on pages in several languages: while one of these stays, she is still there, and when the
last goes, whatever hangs on any of them counts.
"""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from ...lib.error_reports import NoValues
from ...lib.languages import are_several, versions_of
from ...pages.practitioners import PractitionerPage
from ...showing.removal import CONCERNS, DELETE, RESTRICT, UNPUBLISH, Part, Removal
from ..request.models import BookingRequest
from ..roles import WORK
from ..times.appointments import to_come
from ..times.models import Appointment, BlockedTime
from ..times.schedules import PractitionerSchedule
from .patients import whom_to_call

TEMPLATE = "clinic_booking/desk/departure.html"


@dataclass(frozen=True)
class Ties:
    """What hangs on pages. requests: to come, or waiting; those alone where one is unpublished.
    kept: appointments that are over, blocked times to come; hours: working hours, in numbers."""

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


@CONCERNS.register("departures")
def who_expects_them(removal: Removal, request: HttpRequest) -> Part | None:
    """What hangs on it. Who sees patients decides on unpublishing; nobody deletes what is kept. Of
    an end to come they are only told."""
    if removal.action == RESTRICT:
        return None
    is_for_good = removal.action == DELETE
    leaving = _leaving(removal)
    ties = _ties(leaving, is_for_good) if leaving else Ties([])
    if not ties.are_any:
        return None
    may_see = request.user.has_perm(WORK)
    is_refused = is_for_good or (removal.action == UNPUBLISH and not may_see)
    context = {
        "ties": ties,
        "may_see": may_see,
        "is_for_good": is_for_good,
        "is_refused": is_refused,
    }
    if may_see:
        request.exception_reporter_filter = NoValues()
        context |= whom_to_call(ties.requests)
    return Part(TEMPLATE, context, ties.key, refuses=is_refused, place=0)


def _leaving(removal: Removal) -> QuerySet:
    """The pages on which something may hang that loses its practitioner."""
    found = PractitionerPage.objects.filter(removal.all_pages)
    if removal.action == DELETE or not are_several():
        return found if removal.action == DELETE else found.live()
    going = list(found.live())
    everywhere = PractitionerPage.objects.filter(versions_of(Page, [each.pk for each in going]))
    staying = everywhere.live().exclude(pk__in=[each.pk for each in going])
    is_known = staying.values("translation_key")
    return everywhere.exclude(translation_key__in=is_known)


def _ties(leaving: QuerySet, is_for_good: bool) -> Ties:
    now = timezone.now()
    appointments = Appointment.objects.filter(practitioner__in=leaving)
    coming = to_come().filter(practitioner__in=leaving)
    waiting = Q(status__in=BookingRequest.OPEN, practitioner__in=leaving)
    requests = BookingRequest.objects.filter(Q(appointment__in=coming) | waiting)
    # Who comes next is called first.
    requests = requests.order_by(F("appointment__starts_at").asc(nulls_last=True), "received_at")
    requests = list(requests.select_related("site", "appointment__practitioner"))
    if not is_for_good:
        return Ties(requests)
    blocked = BlockedTime.objects.filter(practitioner__in=leaving, ends_at__gt=now)
    schedules = PractitionerSchedule.objects.filter(practitioner__in=leaving)
    over = appointments.exclude(pk__in=coming)
    return Ties(requests, over.count() + blocked.count(), schedules.count())
