"""The message that a mail is, as it would go now: to whom, in which language, with which words.

Nothing about the patient's health is in any of them, nor a name in a subject.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from ...pages.clinic import ClinicSettings
from ..request.models import BookingRequest
from ..settings import BookingSettings
from ..times.calendars import calendar_of
from .kinds import MAIL_KINDS, MailKind
from .languages import speaking
from .models import BookingMail
from .tokens import Facts
from .wordings import MailWording


def recipient(request: BookingRequest, kind: str) -> str:
    """One address: what becomes of a mail is what becomes of it there."""
    if not MAIL_KINDS[kind].is_to_clinic:
        return request.email
    site = request.site
    return BookingSettings.of(site).notice_email or ClinicSettings.of(site).email


def message_of(mail: BookingMail) -> EmailMessage:
    """The message in the visitor's language, for the clinic in the site's."""
    request, kind = mail.request, MAIL_KINDS[mail.kind]
    language = settings.LANGUAGE_CODE if kind.is_to_clinic else request.language
    with speaking(language):
        facts = facts_of(request, kind)
        text = MailWording.of(request.site, mail.kind, language).text(facts)
        message = EmailMessage(
            text.subject,
            text.body,
            to=[recipient(request, mail.kind)],
            reply_to=[facts.clinic.email] if facts.clinic.email and not kind.is_to_clinic else None,
            # The same for each try: programs recognise a second copy.
            headers={"Message-ID": message_id(mail)},
        )
        if method := kind.calendar_method:
            content = calendar_of([facts.appointment], facts.clinic, method)
            message.attach("appointment.ics", content, f"text/calendar; method={method}")
    return message


def facts_of(request: BookingRequest, kind: MailKind) -> Facts:
    appointment = getattr(request, "appointment", None)
    if appointment and appointment.cancelled_at and kind.calendar_method != "CANCEL":
        # What was, before the request was opened again.
        appointment = None
    return Facts(request, ClinicSettings.of(request.site), appointment)


def message_id(mail: BookingMail) -> str:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return f"<clinic-booking-{mail.pk}-{int(mail.created_at.timestamp())}@{host}>"
