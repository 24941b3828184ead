"""How many requests are taken from one address and one person. Counted in the database: all
processes see the same number, and no cache has to be shared."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from ...conf import get_conf
from ...lib.visitors import address_of
from ..encryption import digest
from ..request.models import BookingRequest
from .models import BookingAttempt

AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


class TooMany(Exception):
    """More requests than a person sends. Nothing is stored."""


def address_digest(request) -> str:
    """Of where `request` comes from."""
    return digest("address", address_of(request) or "unknown")


def check(address: str, email: str, phone: str) -> None:
    """Raises TooMany. All three are digests, "" for none."""
    conf, now = get_conf(), timezone.now()
    attempts = BookingAttempt.objects.filter(address_digest=address, made_at__gt=now - AN_HOUR)
    if attempts.count() >= conf.booking_limit_per_address:
        raise TooMany
    by_contact = Q(email_digest=email) & ~Q(email_digest="")
    by_contact |= Q(phone_digest=phone) & ~Q(phone_digest="")
    sent = BookingRequest.objects.filter(by_contact, received_at__gt=now - A_DAY)
    # Programs type in other people's addresses.
    sent = sent.exclude(status=BookingRequest.Status.SPAM)
    if sent.count() >= conf.booking_limit_per_contact:
        raise TooMany


def count(address: str) -> None:
    """Remembers one more from this address, and forgets what is over."""
    BookingAttempt.objects.filter(made_at__lt=timezone.now() - AN_HOUR).delete()
    BookingAttempt.objects.create(address_digest=address)
