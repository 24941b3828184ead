"""What is kept so that requests are found by parts of encrypted texts without opening them all, and
without that what was typed gets into a query, which databases log: decision 42.

What is looked up with these keys may be something else that has the same: open it, and compare.
"""

from collections.abc import Iterable

from ...lib.text_folding import WORD, fold
from ..encryption import short_digests
from .contacts import e164_of
from .models import BookingRequest, SearchKey

# Letters of a beginning: with fewer, too many have it; with more, a key would tell too much.
FEWEST, MOST = 2, 6
# Digits of the end of a telephone number, the most first.
LAST_DIGITS = (4, 3)
# Signs that stand together in a reference.
PART = 3
NAME, PHONE, REFERENCE = "search.name", "search.phone", "search.reference"


def words_in(text: str) -> list[str]:
    """Without case, accents and signs: "roisin", "o", "dea" of "Róisín O'Dea"."""
    return WORD.findall(fold(text))


def tails(name: str) -> list[str]:
    """The name in one word, from each of its words on: "roisinodea", "odea", "dea"."""
    words = words_in(name)
    return ["".join(words[first:]) for first in range(len(words))]


def digits_of(phone: str) -> str:
    """Of a stored number, without its extension."""
    return e164_of(phone).removeprefix("+")


def signs_of(reference: str) -> str:
    return reference.replace("-", "")


# --- To look up ----------------------------------------------------------------------------------


def keys_of_beginning(text: str) -> list[int]:
    """Those with a tail that begins with `text`, of FEWEST letters at least, have one of these."""
    return short_digests(NAME, text[:MOST])


def keys_of_end(digits: str) -> list[int]:
    """Those with a number that ends with these, three at least, have one of these."""
    length = next(each for each in LAST_DIGITS if each <= len(digits))
    return short_digests(PHONE, digits[-length:])


def keys_of_part(text: str) -> list[list[int]]:
    """References with `text` in them, of PART signs at least, have one of each of these lists."""
    return [short_digests(REFERENCE, part) for part in sorted({text[:PART], text[-PART:]})]


# --- To store ------------------------------------------------------------------------------------


def keys_of(name: str, phone: str, reference: str) -> set[int]:
    lengths = range(FEWEST, MOST + 1)
    beginnings = {tail[:each] for tail in tails(name) for each in lengths if each <= len(tail)}
    digits = digits_of(phone)
    ends = {digits[-each:] for each in LAST_DIGITS if each <= len(digits)}
    signs = signs_of(reference)
    parts = {signs[at : at + PART] for at in range(len(signs) - PART + 1)}
    found = [(NAME, beginnings), (PHONE, ends), (REFERENCE, parts)]
    return {short_digests(purpose, text)[0] for purpose, texts in found for text in texts}


def store_keys(requests: Iterable[BookingRequest], *, are_new: bool = False) -> None:
    """In place of those that were stored. are_new: there can be none yet."""
    requests = list(requests)
    if not are_new:
        SearchKey.objects.filter(request__in=requests).delete()
    SearchKey.objects.bulk_create(
        [
            SearchKey(request=request, key=key)
            for request in requests
            for key in sorted(keys_of(request.name, request.phone, request.reference))
        ]
    )
