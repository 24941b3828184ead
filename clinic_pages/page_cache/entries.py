"""A page as it is kept: all of its answer, and the tokens it was made under."""

import time
from typing import NamedTuple

from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.http import HttpRequest, HttpResponse
from django.utils.cache import cc_delim_re, get_conditional_response, set_response_etag

from ..conf import get_conf

# Seconds after which even a page that nobody asked for is forgotten. Until then it may stand in
# while the database is away.
KEPT = 86_400
NEVER_KEPT = {"private", "no-store", "no-cache"}


class Entry(NamedTuple):
    """made_at: seconds since 1970. tokens: {tag: token}, see `tokens`."""

    made_at: float
    headers: dict[str, str]
    body: bytes
    tokens: dict[str, int]

    @classmethod
    def of(cls, response: HttpResponse, tokens: dict[str, int]) -> "Entry":
        return cls(time.time(), dict(response.items()), response.content, tokens)

    @property
    def seconds_left(self) -> int:
        """Until it is made anew; below 0 when that is due."""
        return round(self.made_at + get_conf().page_cache_seconds - time.time())


def may_be_kept(response: HttpResponse) -> bool:
    """Whether it is a whole page, and the same for everybody."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and _words(response, "Vary") <= {"accept-encoding", *_said_by_address()}
        and not _words(response, "Cache-Control") & NEVER_KEPT
    )


def _said_by_address() -> set[str]:
    """Of what LocaleMiddleware says that answers vary by, what they do not: where addresses have a
    language in front of them, and those without have the site's own, nobody's browser is asked."""
    with_language, also_own = is_language_prefix_patterns_used(settings.ROOT_URLCONF)
    return {"accept-language"} if with_language and not also_own else set()


def _words(response: HttpResponse, header: str) -> set[str]:
    words = cc_delim_re.split(response.get(header, "").lower())
    return {word.split("=")[0] for word in words} - {""}


def answer(entry: Entry, request: HttpRequest) -> HttpResponse:
    return or_not_modified(HttpResponse(entry.body, headers=entry.headers), request)


def or_not_modified(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """304 for a visitor who has this page already, by its ETag. Not by its date: a page may change
    twice within a second, and a date has no more than seconds."""
    set_etag(response)
    for name in ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"):
        request.META.pop(name, None)
    return get_conditional_response(request, etag=response["ETag"], response=response)


def set_etag(response: HttpResponse) -> None:
    if not response.has_header("ETag"):
        set_response_etag(response)
