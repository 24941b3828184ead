"""Finds requests at the desk by what a patient says on the telephone. What is encrypted cannot be
searched in the database: names are compared here, which is quick for the requests that are kept."""

import re
import unicodedata
from functools import reduce
from itertools import islice
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from ...pages.clinic import ClinicSettings
from ..request.contacts import country_of, email_digest, phone_digest, read_phone

# More than anybody reads; and a database takes no more values in one query than it likes.
MOST_NAMES = 500
# What is misread for a digit: see ALPHABET of the references.
MISREAD = str.maketrans("OIL", "011")


def find(requests: QuerySet, typed: str) -> QuerySet:
    """Those of `requests` with this reference, e-mail address or telephone number, or with a name
    that has all these words, or words that begin with them."""
    typed = typed.strip()
    if not typed:
        return requests
    ways = [_by_reference(typed), _by_email(typed), _by_phone(typed), _by_name(requests, typed)]
    return requests.filter(reduce(or_, filter(None, ways), Q(pk__in=[])))


def _by_reference(typed: str) -> Q | None:
    text = re.sub(r"[\s-]", "", typed).upper().translate(MISREAD)
    return Q(reference=f"{text[:4]}-{text[4:]}") if re.fullmatch("[0-9A-Z]{8}", text) else None


def _by_email(typed: str) -> Q | None:
    return Q(email_digest=email_digest(typed)) if "@" in typed else None


def _by_phone(typed: str) -> Q | None:
    if sum(character.isdigit() for character in typed) < 5:
        return None
    countries = {"", *map(country_of, ClinicSettings.objects.all())}
    numbers = filter(None, (_number(typed, country) for country in countries))
    return Q(phone_digest__in=[phone_digest(number) for number in numbers])


def _number(typed: str, country: str) -> str:
    try:
        return read_phone(typed, country)
    except ValidationError:
        return ""


def _by_name(requests: QuerySet, typed: str) -> Q | None:
    wanted = plain(typed).split()
    if not wanted:
        return None
    named = requests.order_by().select_related(None).only("reference", "name").iterator()
    found = (each.pk for each in named if _has_words(plain(each.name), wanted))
    return Q(pk__in=list(islice(found, MOST_NAMES)))


def _has_words(name: str, wanted: list[str]) -> bool:
    return all(any(word.startswith(each) for word in name.split()) for each in wanted)


def plain(text: str) -> str:
    """Without case, accents and apostrophes: "Róisín O'Dea" is found by "roisin odea"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    return re.sub(r"\W+", " ", re.sub("['’]", "", letters))
