"""Searches that found nothing, for editors to learn from; and nobody's words.

What people type into a clinic's search is about their health, and may say who they are. So a search
is kept without who and the time of day; in clear words only once several visitors have made it, and
until then as a keyed digest; and not at all where it looks like an address, a number or a letter.
How visitors are told apart: docs/decisions/0037-four-bits-tell-visitors-apart.md.
"""

import re
from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from clinic_pages.lib.index_words import index_words

from .models import MissedSearch

# Visitors who have made it. Fewer may be one person, at home and on the way.
SHOWN_FROM = 3
KEPT_DAYS = 90
MAX_LENGTH = 60
MAX_WORDS = 6
# Dates of birth, telephone and patient numbers.
NUMBER = re.compile(r"\d(?:[\W_]*\d){3}")
ADDRESS = re.compile(r"@|://|www\.", re.IGNORECASE)
# Robots must not fill the table.
MAX_ROWS = 5_000


def record(query: str, address: str) -> None:
    """Counts a search that found nothing, unless it may say who made it. At most five queries.

    address: of the visitor, which is not kept.
    """
    words = index_words(query)
    if not words or is_personal(query, words):
        return
    forget_old()
    digest = digest_of(words)
    found = MissedSearch.objects.filter(digest=digest).first()
    if found is None:
        if MissedSearch.objects.count() >= MAX_ROWS:
            return
        found, _is_new = MissedSearch.objects.get_or_create(digest=digest)
    same = MissedSearch.objects.filter(digest=digest)
    changes = seen_by_one_more(found, words, address)
    same.update(times=F("times") + 1, last_day=timezone.localdate(), **changes)


def seen_by_one_more(found: MissedSearch, words: tuple[str, ...], address: str) -> dict[str, str]:
    """What becomes of the row: {field: value}."""
    mark = mark_of(words, address)
    if found.words or mark in found.visitors:
        return {}
    if len(found.visitors) + 1 < SHOWN_FROM:
        return {"visitors": found.visitors + mark}
    return {"visitors": "", "words": " ".join(words)}


def is_personal(query: str, words: tuple[str, ...]) -> bool:
    if len(query) > MAX_LENGTH or len(words) > MAX_WORDS:
        return True
    return bool(NUMBER.search(query) or ADDRESS.search(query))


def digest_of(words: tuple[str, ...]) -> str:
    return salted_hmac("search.missed", " ".join(words), algorithm="sha256").hexdigest()


def mark_of(words: tuple[str, ...], address: str) -> str:
    """Four bits, as a digit, the same for the same words from the same address: enough to tell most
    visitors apart, and too little to find anybody by, even for who has the key."""
    text = f"{' '.join(words)}\0{address}"
    return salted_hmac("search.missed.visitor", text, algorithm="sha256").hexdigest()[0]


def forget_old() -> int:
    """Deletes what nobody has searched for since KEPT_DAYS. Returns how many."""
    oldest = timezone.localdate() - timedelta(days=KEPT_DAYS)
    return MissedSearch.objects.filter(last_day__lt=oldest).delete()[0]


def shown():
    """What editors may see, the most frequent first."""
    oldest = timezone.localdate() - timedelta(days=KEPT_DAYS)
    rows = MissedSearch.objects.filter(last_day__gte=oldest)
    return rows.exclude(words="").order_by("-times", "words")
