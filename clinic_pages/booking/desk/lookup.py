"""Finds requests at the desk by what a patient says on the telephone.

What is encrypted cannot be searched in the database: keys say which requests to open, and what is
in them is compared here. docs/decisions/0042-a-blind-index.md explains.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from ...pages.clinic import ClinicSettings
from ..request.contacts import country_of, email_digest, phone_digest, read_phone
from ..request.models import ALPHABET, BookingRequest, SearchKey
from ..request.search_keys import (
    FEWEST,
    LAST_DIGITS,
    PART,
    digits_of,
    keys_of_beginning,
    keys_of_end,
    keys_of_part,
    signs_of,
    tails,
    words_in,
)

# More than anybody reads through. The first of the list are opened.
MOST_OPENED = 500
# Words that people write together with the next, or not: "O Brien", "Mc Carthy", "van der Berg".
LONGEST_PREFIX = 4
# Words that are looked up; all are compared.
MOST_ASKED = 5
# What is misread for a digit: see ALPHABET of the references.
MISREAD = str.maketrans("OIL", "011")
LEAST_OF_A_NUMBER = 5


@dataclass(frozen=True)
class Found:
    """is_cut: more might be found; who searches is to say more."""

    requests: QuerySet
    is_cut: bool = False


def find(requests: QuerySet, typed: str) -> Found:
    """Those of `requests` with this e-mail address or telephone number, a number that ends so, a
    reference that has this in it, or a name that has all these words or beginnings of words."""
    wanted = Wanted(typed)
    loaded = ["reference", "name", "phone", "email_digest", "phone_digest"]
    candidates = wanted.candidates(requests).select_related(None).only(*loaded)
    opened = list(candidates[: MOST_OPENED + 1])
    pks = [request.pk for request in opened[:MOST_OPENED] if wanted.is_like(request)]
    return Found(requests.filter(pk__in=pks), len(opened) > MOST_OPENED)


class Wanted:
    """What was typed, as each of the things that it may be."""

    def __init__(self, typed: str):
        self.words = words_in(typed)
        self.reference = _part_of_reference(typed)
        self.email = email_digest(typed) if "@" in typed else ""
        self.phones = _phone_digests(typed)
        self.last_digits = _last_digits(typed)

    # --- Where to look ---------------------------------------------------------------------------

    def candidates(self, requests: QuerySet) -> QuerySet:
        """All that can be like it, and few others."""
        words = self._asked_of_words()
        if self.words and not words:
            # A single letter: it may be in any name.
            return requests
        parts = keys_of_part(self.reference) if self.reference else []
        ends = [keys_of_end(self.last_digits)] if self.last_digits else []
        ways = [_having(each) for each in (words, parts, ends) if each] + self._by_contact()
        if not ways:
            return requests.none()
        return requests.filter(pk__in=ways[0].union(*ways[1:], all=True) if ways[1:] else ways[0])

    def _by_contact(self) -> list[QuerySet]:
        emails, stored = [self.email] if self.email else [], BookingRequest.objects.order_by()
        ways = {"email_digest__in": emails, "phone_digest__in": self.phones}
        return [stored.filter(**{at: each}).values("pk") for at, each in ways.items() if each]

    def _asked_of_words(self) -> list[list[int]]:
        """For each word the keys of which whatever has it has one: its own, or that of the words
        that it is written together with. A single letter has none."""
        asked = []
        for last, word in enumerate(self.words[:MOST_ASKED]):
            if len(word) >= FEWEST:
                together = ["".join(self.words[at : last + 1]) for at in self._begins_at(last)]
                asked.append([key for text in together for key in keys_of_beginning(text)])
        return asked

    # --- Whether it is there ---------------------------------------------------------------------

    def is_like(self, request: BookingRequest) -> bool:
        return (
            self._has_reference(request.reference)
            or bool(self.email and request.email_digest == self.email)
            or request.phone_digest in self.phones
            or bool(self.last_digits and digits_of(request.phone).endswith(self.last_digits))
            or self._is_name(request.name)
        )

    def _has_reference(self, reference: str) -> bool:
        return bool(self.reference) and self.reference in signs_of(reference)

    def _is_name(self, name: str) -> bool:
        """Whether all words are beginnings of words of it, some of them written together."""
        there = tails(name)
        # Of each number of words whether there is a way to read so many.
        read = [True]
        for last in range(len(self.words)):
            begun = [
                first
                for first in self._begins_at(last)
                if read[first] and _begins("".join(self.words[first : last + 1]), there)
            ]
            read.append(bool(begun))
        return bool(self.words) and read[-1]

    def _begins_at(self, last: int) -> Iterator[int]:
        """Where a word may begin that ends with the one at `last`."""
        first = last
        yield first
        while first and len(self.words[first - 1]) <= LONGEST_PREFIX:
            first -= 1
            yield first


def _begins(text: str, tails: list[str]) -> bool:
    return any(tail.startswith(text) for tail in tails)


def _having(asked: list[list[int]]) -> QuerySet:
    """The primary keys of requests that have one of each of these lists of keys."""
    found = None
    for keys in asked:
        having = SearchKey.objects.filter(key__in=keys)
        found = (having if found is None else having.filter(request__in=found)).values("request")
    return found


def _part_of_reference(typed: str) -> str:
    text = re.sub(r"[\s-]", "", typed).upper().translate(MISREAD)
    has_length = PART <= len(text) <= 8
    return text if has_length and set(text) <= set(ALPHABET) else ""


def _last_digits(typed: str) -> str:
    digits = re.sub(r"\D", "", typed)
    is_number = re.fullmatch(r"[\d\s()+/.-]+", typed.strip())
    return digits if is_number and len(digits) >= min(LAST_DIGITS) else ""


def _phone_digests(typed: str) -> list[str]:
    if sum(character.isdigit() for character in typed) < LEAST_OF_A_NUMBER:
        return []
    countries = {"", *map(country_of, ClinicSettings.objects.all())}
    numbers = filter(None, (_number(typed, country) for country in countries))
    return [phone_digest(number) for number in numbers]


def _number(typed: str, country: str) -> str:
    try:
        return read_phone(typed, country)
    except ValidationError:
        return ""
