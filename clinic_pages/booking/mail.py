"""Mails about a request: stored with it, sent after the commit, and again until they are out.

A mail is put off before it is tried, so that one whose process died is tried again by the next
`send_booking_mails`: each goes out at least once. Nothing about the patient's health is in any of
them, nor a name in a subject.
"""

import logging
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..models import BookingMail, BookingRequest, BookingSettings, ClinicSettings
from ..tasks import send_booking_mails
from .calendars import calendar_of
from .links import manage_url

logger = logging.getLogger(__name__)

Kind = BookingMail.Kind
TO_CLINIC = {Kind.NOTICE, Kind.BOOKED_CLINIC, Kind.CANCELLED_CLINIC}
# The mails that put an appointment into a calendar, or take it out (RFC 5546).
CALENDARS = {
    Kind.BOOKED: "PUBLISH",
    Kind.BOOKED_CLINIC: "PUBLISH",
    Kind.CANCELLED: "CANCEL",
    Kind.CANCELLED_CLINIC: "CANCEL",
}
# The mails by which a patient cancels or moves the appointment.
WITH_LINK = {Kind.BOOKED, Kind.REMINDER}
# A try that is not heard of for so long has died.
TRY = timedelta(minutes=5)
# Until the next try, after one, two, three... failures; the last goes on.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60)]


class NobodyToSendTo(Exception):
    """The clinic has taken its address out of the settings."""


def post(request: BookingRequest, kinds: Collection[str]) -> None:
    """Stores mails about `request`, in the caller's transaction; they go when that is committed."""
    if CALENDARS.keys() & set(kinds):
        _withdraw(request)
    mails = [BookingMail(request=request, kind=kind) for kind in kinds if recipient(request, kind)]
    _send_after_commit([each.pk for each in BookingMail.objects.bulk_create(mails)])


def _withdraw(request: BookingRequest) -> None:
    """Mails about its time that have not gone: each says how it is when it goes, so that an older
    one would call a cancelled appointment agreed."""
    request.mails.filter(sent_at=None, kind__in=CALENDARS).delete()


def post_reminder(request: BookingRequest, for_time: datetime) -> bool:
    """Stores the reminder of that time unless there is one, and says whether it did."""
    if not recipient(request, Kind.REMINDER):
        return False
    stored, is_new = BookingMail.objects.get_or_create(
        request=request, kind=Kind.REMINDER, for_time=for_time
    )
    _send_after_commit([stored.pk] if is_new else [])
    return is_new


def _send_after_commit(keys: list[int]) -> None:
    if keys:
        # Robust: what keeps the task from being queued costs no visitor the thanks.
        transaction.on_commit(lambda: send_booking_mails.enqueue(keys), robust=True)


def recipient(request: BookingRequest, kind: str) -> str:
    if kind not in TO_CLINIC:
        return request.email
    return BookingSettings.of(request.site).notice_email or clinic_of(request.site).email


def clinic_of(site: Site | None) -> ClinicSettings:
    """The stored settings: `for_site` would make a row, and tell the whole site of it."""
    return ClinicSettings.objects.filter(site=site).first() or ClinicSettings(site=site)


def send_due(keys: Iterable[int] | None = None) -> int:
    """Sends what is due, of the mails with these primary keys or of all. Returns how many went."""
    due = BookingMail.objects.filter(sent_at=None, due_at__lte=timezone.now())
    if keys is not None:
        due = due.filter(pk__in=list(keys))
    return sum(_send_in_turn(pk) for pk in list(due.values_list("pk", flat=True)))


def _send_in_turn(pk: int) -> bool:
    """Sends the mail unless another process has just begun to."""
    now = timezone.now()
    taken = BookingMail.objects.filter(pk=pk, sent_at=None, due_at__lte=now).update(
        due_at=now + TRY, attempts=F("attempts") + 1
    )
    found = BookingMail.objects.select_related("request__site").filter(pk=pk).first()
    if not taken or found is None:
        return False
    try:
        if not message_of(found).send():
            raise NobodyToSendTo
    except Exception as problem:
        _put_off(found, problem)
        return False
    BookingMail.objects.filter(pk=pk).update(sent_at=timezone.now(), problem="")
    return True


def _put_off(mail: BookingMail, problem: Exception) -> None:
    pause = PAUSES[min(mail.attempts, len(PAUSES)) - 1]
    # Only the kind of problem: its message may quote whom the mail is for.
    name = type(problem).__name__
    BookingMail.objects.filter(pk=mail.pk).update(due_at=timezone.now() + pause, problem=name)
    logger.warning("Booking mail %d could not be sent (%s): tried again later", mail.pk, name)


def message_of(mail: BookingMail) -> EmailMessage:
    """The message in the visitor's language, for the clinic in the site's."""
    request = mail.request
    language = settings.LANGUAGE_CODE if mail.kind in TO_CLINIC else request.language
    with translation.override(language), timezone.override(timezone.get_default_timezone()):
        clinic = clinic_of(request.site)
        context = {
            "request": request,
            "clinic": clinic,
            "appointment": getattr(request, "appointment", None),
            "desk": desk_url(request) if mail.kind in TO_CLINIC else "",
        }
        if mail.kind in WITH_LINK:
            context["manage_url"] = manage_url(context["appointment"])
        body = render_to_string(f"clinic_pages/email/{mail.kind}.txt", context)
        message = EmailMessage(
            subject(mail.kind, clinic),
            body,
            to=[recipient(request, mail.kind)],
            reply_to=[clinic.email] if clinic.email and mail.kind not in TO_CLINIC else None,
            # The same for each try: programs recognise a second copy.
            headers={"Message-ID": message_id(mail)},
        )
        if method := CALENDARS.get(mail.kind):
            content = calendar_of([context["appointment"]], clinic, method)
            message.attach("appointment.ics", content, f"text/calendar; method={method}")
    return message


def subject(kind: str, clinic: ClinicSettings) -> str:
    subjects = {
        Kind.NOTICE: _("A booking request waits"),
        Kind.RECEIVED: _("We have your request"),
        Kind.BOOKED: _("Your appointment"),
        Kind.BOOKED_CLINIC: _("An appointment is agreed"),
        Kind.CANCELLED: _("Your appointment is cancelled"),
        Kind.CANCELLED_CLINIC: _("An appointment is cancelled"),
        Kind.REMINDER: _("Your appointment"),
    }
    # A line break in the clinic's name would end the header.
    name = " ".join(clinic.name.split())
    return f"{subjects[kind]} – {name}" if name else subjects[kind]


def desk_url(request: BookingRequest) -> str:
    """The desk, not the request: an address in a mail says nothing of anybody."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("booking-desk_modeladmin_index")


def message_id(mail: BookingMail) -> str:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return f"<clinic-booking-{mail.pk}-{int(mail.created_at.timestamp())}@{host}>"
