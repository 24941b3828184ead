"""Searches that found nothing, for editors to learn from; and nobody's words.

What people type into a clinic's search is about their health, and may say who they are. So a search
is kept without who, whence and the time of day; in clear words only once it was made several times,
and until then as a keyed digest; and not at all where it looks like an address, a number or a
letter.
"""

import re
from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import MissedSearch
from .words import words_of

# Fewer could be one person.
SHOWN_FROM = 3
KEPT_DAYS = 90
MAX_LENGTH = 60
MAX_WORDS = 6
# Dates of birth, telephone and patient numbers.
NUMBER = re.compile(r"\d(?:[\W_]*\d){3}")
ADDRESS = re.compile(r"@|://|www\.", re.IGNORECASE)
# Robots must not fill the table.
MAX_ROWS = 5_000


def record(query: str) -> None:
    """Counts a search that found nothing, unless it may say who made it. At most five queries."""
    words = words_of(query)
    if not words or is_personal(query, words):
        return
    forget_old()
    digest = digest_of(words)
    if not MissedSearch.objects.filter(digest=digest).exists():
        if MissedSearch.objects.count() >= MAX_ROWS:
            return
        MissedSearch.objects.get_or_create(digest=digest)
    same = MissedSearch.objects.filter(digest=digest)
    same.update(times=F("times") + 1, last_day=timezone.localdate())
    same.filter(times__gte=SHOWN_FROM).update(words=" ".join(words))


def is_personal(query: str, words: tuple[str, ...]) -> bool:
    if len(query) > MAX_LENGTH or len(words) > MAX_WORDS:
        return True
    return bool(NUMBER.search(query) or ADDRESS.search(query))


def digest_of(words: tuple[str, ...]) -> str:
    return salted_hmac("search.missed", " ".join(words), algorithm="sha256").hexdigest()


def forget_old() -> int:
    """Deletes what nobody has searched for since KEPT_DAYS. Returns how many."""
    oldest = timezone.localdate() - timedelta(days=KEPT_DAYS)
    return MissedSearch.objects.filter(last_day__lt=oldest).delete()[0]


def shown():
    """What editors may see, the most frequent first."""
    oldest = timezone.localdate() - timedelta(days=KEPT_DAYS)
    rows = MissedSearch.objects.filter(times__gte=SHOWN_FROM, last_day__gte=oldest)
    return rows.exclude(words="").order_by("-times", "words")
