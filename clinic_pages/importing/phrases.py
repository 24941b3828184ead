"""What tells headings and invitations apart, in the words of each of the site's languages.

Translators write them as they write the texts of the site, with | between those that mean the same.
"""

import re
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.utils.translation import gettext, override, pgettext


def asks() -> re.Pattern:
    """A heading "What is {title}?"."""
    return _asks(_languages())


def articles() -> re.Pattern:
    """What may stand before a name: "Acupuncture for a frozen shoulder", "for your back pain"."""
    return _articles(_languages())


def between() -> list[re.Pattern]:
    """What stands between a therapy and a condition in "{Therapy} for {Condition}"."""
    return _between(_languages())


def invites() -> re.Pattern:
    """An invitation to book."""
    return _invites(_languages())


def _languages() -> tuple[str, ...]:
    return tuple(dict.fromkeys(["en", *(code for code, _name in settings.LANGUAGES)]))


@cache
def _asks(languages) -> re.Pattern:
    said = _all(languages, lambda: pgettext("begins a question", "What is|What are"))
    article = rf"(?:(?:{_any(_said_before(languages))})\s+)?"
    return re.compile(rf"(?:{_any(said)})\s+{article}(?P<title>.+?)\s*\?", re.IGNORECASE)


@cache
def _articles(languages) -> re.Pattern:
    return re.compile(rf"^(?:{_any(_said_before(languages))})\s+", re.IGNORECASE)


@cache
def _between(languages) -> list[re.Pattern]:
    headings = _all(languages, lambda: gettext("%(therapy)s for %(condition)s"))
    found = [re.fullmatch(r"%\(therapy\)s (.+) %\(condition\)s", each) for each in headings]
    words = dict.fromkeys(match[1] for match in found if match)
    return [re.compile(rf"\s+{_phrase(word)}\s+", re.IGNORECASE) for word in words]


@cache
def _invites(languages) -> re.Pattern:
    said = _all(languages, _invitations)
    return re.compile(rf"\b(?:{_any(said)})\b", re.IGNORECASE)


def _invitations() -> str:
    # Translators: … stands for one or two words.
    return pgettext(
        "invites to book",
        "book with us|book online with us|book … appointment|book … assessment|"
        "book … consultation|book … session|book … treatment|book … visit",
    )


def _said_before(languages) -> list[str]:
    return _all(languages, lambda: pgettext("articles before a name", "a|an|the|your"))


def _all(languages, words: Callable[[], str]) -> list[str]:
    """What `words` gives in each language, apart at |."""
    found: list[str] = []
    for language in languages:
        with override(language):
            found += words().split("|")
    return list(dict.fromkeys(found))


def _any(phrases: list[str]) -> str:
    return "|".join(map(_phrase, sorted(phrases, key=len, reverse=True)))


def _phrase(words: str) -> str:
    one_or_two = r"\w+(?:\s+\w+)?"
    return r"\s+".join(one_or_two if word == "…" else re.escape(word) for word in words.split())
