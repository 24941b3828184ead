"""What the clinic keeps of one person: found by how to reach them, handed out, erased."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from ...pages.clinic import ClinicSettings
from ..encryption import Unreadable
from ..form import limits
from ..request.contacts import country_of, email_digest, extension_of, phone_digest, read_phone
from ..request.models import BookingRequest

# In Wagtail's log, of each request: it keeps the reference, and nothing of the person.
FIND = "clinic_booking.find_persons_data"
HAND_OUT = "clinic_booking.hand_out_persons_data"
ERASE = "clinic_booking.erase_persons_data"
# action: (name, what the log says)
LOG_ACTIONS = {
    FIND: (
        gettext_lazy("Look for a person's data"),
        gettext_lazy("Found as a person's data was looked for"),
    ),
    HAND_OUT: (
        gettext_lazy("Hand out a person's data"),
        gettext_lazy("Written to a file with a person's data"),
    ),
    ERASE: (
        gettext_lazy("Erase a person's data"),
        gettext_lazy("Erased with a person's data"),
    ),
}

# What of the rows is the machine's, or the staff's.
LEFT_OUT = {
    *("id", "request", "submission", "version", "email_digest", "phone_digest"),
    *("user", "due_at", "attempts", "problem", "repeats", "uid", "sequence"),
}


class Changed(Exception):
    """There is more or less than was seen. Nothing was erased."""


def requests_by_email(typed: str) -> QuerySet[BookingRequest]:
    if "@" not in typed:
        raise ValidationError(_("Enter an e-mail address."))
    return BookingRequest.objects.filter(email_digest=email_digest(typed))


def requests_by_phone(typed: str) -> QuerySet[BookingRequest]:
    """typed: with a country code, or as one writes it in the country of one of the clinics.

    With an extension: but for those of other extensions.
    """
    countries = {country_of(clinic) for clinic in ClinicSettings.objects.all()} or {""}
    numbers, problems = [], []
    for country in sorted(countries):
        try:
            numbers.append(read_phone(typed, country))
        except ValidationError as problem:
            problems.append(problem)
    if not numbers:
        raise problems[-1]
    found = BookingRequest.objects.filter(phone_digest__in=map(phone_digest, numbers))
    return _at_extension(found, extension_of(numbers[0]))


def _at_extension(requests: QuerySet[BookingRequest], extension: str) -> QuerySet[BookingRequest]:
    """Who has another extension of the same number is another person."""
    if not extension:
        return requests
    pks = [each.pk for each in requests if extension_of(each.phone) in ("", extension)]
    return BookingRequest.objects.filter(pk__in=pks)


def requests_by_contact(typed: str) -> QuerySet[BookingRequest]:
    """Those sent with this e-mail address or telephone number. Raises a ValidationError for what
    is neither."""
    return requests_by_email(typed) if "@" in typed else requests_by_phone(typed)


def note_found(requests: QuerySet[BookingRequest], user) -> list[BookingRequest]:
    """The requests, for somebody who looks which there are."""
    return _logged(list(requests), FIND, user)


def hand_out(requests: QuerySet[BookingRequest], user=None) -> list[dict]:
    """All that is kept, ready for JSON; a text that no key opens is None.

    user: None for a command.
    """
    return [everything(request) for request in _logged(whole(requests), HAND_OUT, user)]


def whole(requests: QuerySet[BookingRequest]) -> list[BookingRequest]:
    """With all that belongs to them, in three queries."""
    pages = ["therapy", "practitioner", "appointment__practitioner"]
    return list(requests.select_related("site", *pages).prefetch_related("notes", "mails"))


@transaction.atomic
def erase(requests: QuerySet[BookingRequest], user=None, seen: int | None = None) -> list[str]:
    """Deletes the requests and what belongs to them, open ones too. Returns their references.

    seen: how many somebody said yes to. Raises `Changed` where it is another number.
    """
    found = list(requests.select_for_update())
    if seen is not None and len(found) != seen:
        raise Changed
    _logged(found, ERASE, user, deleted=True)
    limits.forget_contacts(*((request.email, request.phone) for request in found))
    BookingRequest.objects.filter(pk__in=[request.pk for request in found]).delete()
    return [request.reference for request in found]


def _logged(requests: list[BookingRequest], action: str, user, **fields) -> list[BookingRequest]:
    for request in requests:
        log(request, action, user=user, **fields)
    return requests


def everything(request: BookingRequest) -> dict[str, Any]:
    appointment = getattr(request, "appointment", None)
    return {
        **_fields_of(request),
        "notes": [_fields_of(note) for note in request.notes.all()],
        "mails": [_fields_of(mail) for mail in request.mails.all()],
        "appointment": appointment and _fields_of(appointment),
    }


def _fields_of(obj: Model) -> dict[str, Any]:
    # Whatever is added to the models is a person's data until somebody says that it is not.
    names = [field.name for field in obj._meta.concrete_fields if field.name not in LEFT_OUT]
    return {name: _plain(getattr(obj, name)) for name in names}


def _plain(value):
    if isinstance(value, Unreadable):
        return None
    return str(value) if isinstance(value, Model) else value
