"""An appointment of nobody's, to see by it what mails say."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ...pages.clinic import ClinicSettings
from ...pages.practitioners import PractitionerPage
from ..request.models import BookingRequest
from ..times.models import Appointment
from .kinds import MailKind
from .tokens import Facts

REFERENCE = "K7M4-2QXD"


def example_facts(kind: MailKind, site, *, is_bare: bool = False) -> Facts:
    """Of no patient, and stored nowhere; but for the clinic, which is the one of the site.

    is_bare: as little is known as may be.
    """
    clinic = ClinicSettings.of(site)
    request = BookingRequest(site=site, reference=REFERENCE)
    begins = timezone.localtime() + timedelta(days=7)
    begins = begins.replace(hour=10, minute=0, second=0, microsecond=0)
    appointment = Appointment(
        starts_at=begins,
        ends_at=begins + timedelta(hours=1),
        practitioner=None if is_bare else PractitionerPage(title=_("Alex Example")),
    )
    if is_bare:
        clinic.phone = ""
    has_time = "date" in kind.tokens and not (is_bare and "date" not in kind.needed)
    return Facts(request, clinic, appointment if has_time else None)
