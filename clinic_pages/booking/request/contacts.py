"""How to reach a person: read, compared and found again."""

import re
from collections.abc import Callable
from contextlib import suppress

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumber

from ...lib.invisible import without_invisible
from ..encryption import digest

# No number is longer, with all that one writes around it.
LONGEST = 200
NATIONAL = phonenumbers.PhoneNumberFormat.NATIONAL
INTERNATIONAL = phonenumbers.PhoneNumberFormat.INTERNATIONAL
# Two names of one provider.
SAME_HOST = {"googlemail.com": "gmail.com"}
MORE_THAN_A_NUMBER = "more_than_a_number"
# Before the extension of a stored number (RFC 3966).
EXTENSION_OF = ";ext="
# What an extension is called, in the languages that patients are likely to write it in.
CALLED = (
    "ext(?:n|ension)?|x|dw|durchwahl|nebenstelle|nst|klappe|apparat|app|poste|interno|int|anexo"
)
EXTENSION = re.compile(
    rf"(?:(?<![^\W\d_])(?:{CALLED})|#)[\s.:=-]*(?:(?:no|nr|number|nummer)\b[\s.:]*)?"
    r"(\d{1,9})[\s).#]*$",
    re.IGNORECASE,
)
# What a number is called: that it is one is said by the field.
LABEL = re.compile(
    r"\b(?:tel(?:ephone|efon)?|phone|mobile|mobil|mob|handy|cell|fon|home|work|privat)\b[.:]?",
    re.IGNORECASE,
)


def country_of(clinic) -> str:
    """Two letters: the clinic's country, else that of its own telephone number, else ""."""
    if clinic.country:
        return clinic.country
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(clinic.phone)) or ""
    except phonenumbers.NumberParseException:
        return ""


def read_phone(typed: str, country: str) -> str:
    """`typed` as E.164, "+35315550123", and with an extension as in RFC 3966: "…0123;ext=12".

    country: two letters; numbers without a country code are taken for numbers of it. Raises a
    ValidationError with an example of that country for what is no number; with the code
    MORE_THAN_A_NUMBER, where there is a number and more.
    """
    text, extension = _split(without_invisible(typed))
    number = _number(text, country)
    if number is None and _has_more(text, country):
        raise ValidationError(
            _("Enter one telephone number and nothing else, for example %(example)s.")
            % {"example": example(country)},
            code=MORE_THAN_A_NUMBER,
        )
    if number is None:
        raise ValidationError(
            _("Enter a telephone number, for example %(example)s.") % {"example": example(country)}
        )
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{e164}{EXTENSION_OF}{extension}" if extension else e164


def _split(typed: str) -> tuple[str, str]:
    """(the number, the digits of its extension); words such as "mobile" are left out."""
    text = LABEL.sub(" ", typed)
    extension = EXTENSION.search(text)
    if not extension:
        return text, ""
    return text[: extension.start()], phonenumbers.normalize_digits_only(extension[1])


def _number(text: str, country: str) -> PhoneNumber | None:
    """The number that `text` is, with nothing beside it. phonenumbers takes letters for the keys of
    a telephone and skips what comes first: what a visitor wanted to say would be lost."""
    if any(map(str.isalpha, text)):
        return None
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None
    # Possible is not enough: a digit too many is found here, while the visitor can still mend it.
    return number if phonenumbers.is_valid_number(number) and not number.extension else None


def _has_more(text: str, country: str) -> bool:
    if len(text) > LONGEST:
        return False
    numbers = len(list(phonenumbers.PhoneNumberMatcher(text, country or None)))
    has_words = any(each.isalpha() or each in ",;" for each in text)
    halves = ((text[: gap.start()], text[gap.end() :]) for gap in re.finditer(r"\s+", text))
    are_two = any(_number(one, country) and _number(other, country) for one, other in halves)
    return numbers > 1 or (numbers == 1 and has_words) or are_two


def example(country: str) -> str:
    number = phonenumbers.example_number_for_type(
        country or "IE", phonenumbers.PhoneNumberType.MOBILE
    )
    if number is None:
        return "+353 85 012 3456"
    return phonenumbers.format_number(number, NATIONAL if country else INTERNATIONAL)


def pretty_phone(stored: str, country: str = "") -> str:
    """For people: as one writes it in `country`, with the country code elsewhere."""
    return _written(
        stored, country, lambda number: phonenumbers.format_number(number, INTERNATIONAL)
    )


def dialled_phone(stored: str, country: str) -> str:
    """As one dials it in `country`, which never begins with a plus: "00 49 30 123456". Without a
    country as `pretty_phone` does."""
    if not country:
        return pretty_phone(stored)
    dialled = phonenumbers.format_out_of_country_calling_number
    return _written(stored, country, lambda number: dialled(number, country))


def _written(stored: str, country: str, elsewhere: Callable[[PhoneNumber], str]) -> str:
    e164, extension = e164_of(stored), extension_of(stored)
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return stored
    at_home = country and phonenumbers.region_code_for_number(number) == country
    text = phonenumbers.format_number(number, NATIONAL) if at_home else elsewhere(number)
    if not extension:
        return text
    return _("%(number)s ext. %(extension)s") % {"number": text, "extension": extension}


def e164_of(stored: str) -> str:
    return stored.partition(EXTENSION_OF)[0]


def extension_of(stored: str) -> str:
    """Its digits, "" for none."""
    return stored.partition(EXTENSION_OF)[2]


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


def phone_digest(stored: str) -> str:
    """The same with and without an extension: one says it sometimes, and sometimes not."""
    return digest("phone", e164_of(stored)) if stored else ""
