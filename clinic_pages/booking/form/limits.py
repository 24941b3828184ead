"""How many requests are taken from one address, and how many of one person's are usual. Counted in
the database: all processes see the same numbers, and no cache has to be shared."""

from datetime import timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from ...conf import get_conf
from ...lib.visitors import address_of
from ..encryption import digest
from ..request.contacts import e164_of, mailbox
from .models import BookingAttempt, ContactAttempt

AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


class TooMany(Exception):
    """More requests than people send from one address. Nothing is stored."""


def address_digest(request) -> str:
    """Of where `request` comes from."""
    return digest("address", address_of(request) or "unknown")


def check(address: str) -> None:
    """Raises TooMany. address: a digest."""
    since = timezone.now() - AN_HOUR
    attempts = BookingAttempt.objects.filter(address_digest=address, made_at__gt=since)
    if attempts.count() >= get_conf().booking_limit_per_address:
        raise TooMany


def count(address: str) -> None:
    """Remembers one more from this address, and forgets what is over."""
    forget()
    BookingAttempt.objects.create(address_digest=address)


# --- Of one person -------------------------------------------------------------------------------


def contact_digests(email: str, phone: str) -> list[str]:
    """Of what a person is reached at, "" for nothing."""
    one_each = (email and mailbox(email), e164_of(phone))
    return [digest("contact", each) for each in one_each if each]


def is_beyond(contacts: list[str]) -> bool:
    """Whether somebody with one of these contacts has sent as many as are usual in a day.

    Whoever sends one more is told nothing of it, or a stranger could ask here who has written to
    the clinic: docs/decisions/0036-a-limit-that-tells-nobody.md.
    """
    since = timezone.now() - A_DAY
    sent = ContactAttempt.objects.filter(contact_digest__in=contacts, made_at__gt=since)
    numbers = sent.values("contact_digest").annotate(number=Count("pk"))
    most = max((each["number"] for each in numbers), default=0)
    return most >= get_conf().booking_limit_per_contact


def count_contacts(contacts: list[str]) -> None:
    ContactAttempt.objects.bulk_create(
        ContactAttempt(contact_digest=contact) for contact in contacts
    )


def forget_contacts(*people: tuple[str, str]) -> None:
    """people: (e-mail, telephone) of each."""
    contacts = [each for person in people for each in contact_digests(*person)]
    ContactAttempt.objects.filter(contact_digest__in=contacts).delete()


# --- Forgetting ----------------------------------------------------------------------------------


def over() -> list[QuerySet]:
    """What counts no longer."""
    now = timezone.now()
    return [
        BookingAttempt.objects.filter(made_at__lt=now - AN_HOUR),
        ContactAttempt.objects.filter(made_at__lt=now - A_DAY),
    ]


def forget() -> int:
    """Deletes it. Returns how much it was."""
    return sum(rows.delete()[0] for rows in over())
