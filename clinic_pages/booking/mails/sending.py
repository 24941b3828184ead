"""Sends what is due, again and again until it is out.

A mail is put off before it is tried, so that one whose process died is tried again by the next
`send_booking_mails`: each goes out at least once. Nothing about the patient's health is in any of
them, nor a name in a subject.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.debug import sensitive_variables

from ...pages.clinic import ClinicSettings
from ..request.models import BookingRequest
from ..settings import BookingSettings
from ..times.calendars import calendar_of
from ..times.links import manage_url
from .kinds import MAIL_KINDS, MailKind
from .models import BookingMail

logger = logging.getLogger(__name__)

# A try that is not heard of for this long has died.
TRY = timedelta(minutes=5)
# Until the next try, after one, two, three... failures; the last goes on.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60)]


class NobodyToSendTo(Exception):
    """The clinic has taken its address out of the settings."""


def recipient(request: BookingRequest, kind: str) -> str:
    if not MAIL_KINDS[kind].is_to_clinic:
        return request.email
    site = request.site
    return BookingSettings.of(site).notice_email or ClinicSettings.of(site).email


# In reports of errors, of whatever it calls. No generator may stand between: it has forgotten who
# called it when Django asks.
@sensitive_variables()
def send_due(keys: Iterable[int] | None = None) -> int:
    """Sends what is due, of the mails with these primary keys or of all. Returns how many went."""
    due = BookingMail.objects.filter(sent_at=None, due_at__lte=timezone.now())
    if keys is not None:
        due = due.filter(pk__in=list(keys))
    return sum([_send_in_turn(pk) for pk in list(due.values_list("pk", flat=True))])


def _send_in_turn(pk: int) -> bool:
    """Sends the mail unless another process has just begun to."""
    now = timezone.now()
    taken = BookingMail.objects.filter(pk=pk, sent_at=None, due_at__lte=now).update(
        due_at=now + TRY, attempts=F("attempts") + 1
    )
    found = BookingMail.objects.select_related("request__site").filter(pk=pk).first()
    if not taken or found is None:
        return False
    if problem := _try_to_send(found):
        _put_off(found, problem)
        return False
    BookingMail.objects.filter(pk=pk).update(sent_at=timezone.now(), problem="")
    return True


def _try_to_send(mail: BookingMail) -> str:
    """Why it did not go, "" if it did. Only the kind of problem: its message may quote whom the
    mail is for, and stands in the traceback of whatever fails while it is handled."""
    try:
        if not message_of(mail).send():
            raise NobodyToSendTo
    except Exception as problem:
        return type(problem).__name__
    return ""


def _put_off(mail: BookingMail, name: str) -> None:
    """name: of the problem."""
    pause = PAUSES[min(mail.attempts, len(PAUSES)) - 1]
    BookingMail.objects.filter(pk=mail.pk).update(due_at=timezone.now() + pause, problem=name)
    logger.warning("Booking mail %d could not be sent (%s): tried again later", mail.pk, name)


def message_of(mail: BookingMail) -> EmailMessage:
    """The message in the visitor's language, for the clinic in the site's."""
    request, kind = mail.request, MAIL_KINDS[mail.kind]
    language = settings.LANGUAGE_CODE if kind.is_to_clinic else request.language
    with translation.override(language), timezone.override(timezone.get_default_timezone()):
        clinic = ClinicSettings.of(request.site)
        context = {
            "request": request,
            "clinic": clinic,
            "appointment": getattr(request, "appointment", None),
            "desk": desk_url() if kind.is_to_clinic else "",
        }
        if kind.has_manage_link:
            context["manage_url"] = manage_url(context["appointment"])
        message = EmailMessage(
            subject(kind, clinic),
            render_to_string(kind.template, context),
            to=[recipient(request, mail.kind)],
            reply_to=[clinic.email] if clinic.email and not kind.is_to_clinic else None,
            # The same for each try: programs recognise a second copy.
            headers={"Message-ID": message_id(mail)},
        )
        if method := kind.calendar_method:
            content = calendar_of([context["appointment"]], clinic, method)
            message.attach("appointment.ics", content, f"text/calendar; method={method}")
    return message


def subject(kind: MailKind, clinic: ClinicSettings) -> str:
    # A line break in the clinic's name would end the header.
    name = " ".join(clinic.name.split())
    return f"{kind.subject} – {name}" if name else str(kind.subject)


def desk_url() -> str:
    """The desk, not the request: an address in a mail says nothing of anybody."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("booking-desk_modeladmin_index")


def message_id(mail: BookingMail) -> str:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return f"<clinic-booking-{mail.pk}-{int(mail.created_at.timestamp())}@{host}>"
