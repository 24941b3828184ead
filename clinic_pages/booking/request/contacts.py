"""How to reach a person: read, compared and found again."""

from contextlib import suppress

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..encryption import digest

# Two names of one provider.
SAME_HOST = {"googlemail.com": "gmail.com"}


def country_of(clinic) -> str:
    """Two letters: the clinic's country, else that of its own telephone number, else ""."""
    if clinic.country:
        return clinic.country
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(clinic.phone)) or ""
    except phonenumbers.NumberParseException:
        return ""


def read_phone(typed: str, country: str) -> str:
    """`typed` as E.164, "+35315550123".

    country: two letters; numbers without a country code are taken for numbers of it. Raises a
    ValidationError with an example of that country for what is no number.
    """
    try:
        number = phonenumbers.parse(typed, country or None)
    except phonenumbers.NumberParseException:
        number = None
    # Possible is not enough: a digit too many is found here, while the visitor can still mend it.
    if number is None or number.extension or not phonenumbers.is_valid_number(number):
        raise ValidationError(
            _("Enter a telephone number, for example %(example)s.") % {"example": example(country)}
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def example(country: str) -> str:
    number = phonenumbers.example_number_for_type(
        country or "IE", phonenumbers.PhoneNumberType.MOBILE
    )
    if number is None:
        return "+353 85 012 3456"
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if country else form.INTERNATIONAL)


def pretty_phone(e164: str, country: str = "") -> str:
    """For people: as one writes it in `country`, with the country code elsewhere."""
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    at_home = country and phonenumbers.region_code_for_number(number) == country
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if at_home else form.INTERNATIONAL)


def mailbox(email: str) -> str:
    """One text for the ways to write the address of one mailbox: "roisinbyrne@patient.example" of
    "Roisin.Byrne+clinic@Patient.example".

    What follows a "+" is the owner's own, and dots do not count at many providers. Where they do,
    two people are taken for one: good enough to count by, and for nothing else.
    """
    name, _at, host = email.strip().lower().rpartition("@")
    name = name.replace('"', "").partition("+")[0].replace(".", "")
    with suppress(UnicodeError):
        host = host.encode("idna").decode()
    return f"{name}@{SAME_HOST.get(host, host)}"


def email_digest(email: str) -> str:
    return digest("email", email.strip().lower()) if email else ""


def phone_digest(e164: str) -> str:
    return digest("phone", e164) if e164 else ""
