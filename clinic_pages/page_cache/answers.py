"""The answer to a visitor: a kept page, or one that is made for him and all who come after him."""

from contextlib import suppress

from django.db import InterfaceError, OperationalError, connection

from . import store
from .entries import answer as kept_answer
from .entries import may_be_kept, or_not_modified
from .lookup import Found, find
from .visits import Visit

# Seconds for which one process has the time to make a page anew, while the others show the old one.
TO_RENEW = 30
# RFC 9211.
HEADER = "Cache-Status"


def answer(request, key: str | None, get_response):
    """key: where the page is kept, None for what must be the visitor's own."""
    if key is None:
        return _saying("fwd=bypass", get_response(request))
    found = find(key)
    if found.is_true and (found.entry.seconds_left > 0 or not _is_mine_to_renew(key)):
        return _kept(found, request)
    visit = request.clinic_visit = Visit(key, found.purges)
    response = get_response(request)
    if response.status_code >= 500 and found.may_stand_in and _is_database_away():
        return _standing_in(found, request)
    return _made(response, request, visit, found, key)


def _kept(found: Found, request):
    return _saying(f"hit; ttl={found.entry.seconds_left}", kept_answer(found.entry, request))


def _standing_in(found: Found, request):
    """The last that is known of the page. No cache in front may take it for the page."""
    response = kept_answer(found.entry, request)
    response["Cache-Control"] = "no-store"
    why = "the database is away"
    return _saying(f'hit; ttl={min(found.entry.seconds_left, -1)}; detail="{why}"', response)


def _made(response, request, visit: Visit, found: Found, key: str):
    is_kept = visit.end(response, request)
    if found.entry and not may_be_kept(response) and response.status_code < 500:
        _forget(key)
    status = f"fwd={'stale' if found.entry else 'uri-miss'}" + ("; stored" if is_kept else "")
    if visit.is_of_a_page and response.has_header("ETag"):
        response = or_not_modified(response, request)
    return _saying(status, response)


def _is_mine_to_renew(key: str) -> bool:
    try:
        return store.add(f"renewing.{key}", True, TO_RENEW)
    except store.Away:
        return False


def _forget(key: str) -> None:
    """There is no such page any more, or it is not for everybody."""
    with suppress(store.Away):
        store.drop(key)


def _is_database_away() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (OperationalError, InterfaceError):
        return True
    return False


def _saying(status: str, response):
    response[HEADER] = f"clinic_pages; {status}"
    return response
