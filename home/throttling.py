"""Passwords cannot be guessed for ever: those of private pages here, those of staff by
django-axes."""

from django.core.cache import cache
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from wagtail.views import authenticate_with_password

from clinic_pages.lib.visitors import address_of

# From one address, for one private part of the site.
MOST_GUESSES = 10
SECONDS = 15 * 60


def password_of_private_page(request, page_view_restriction_id: int, page_id: int):
    """As Wagtail's view, until somebody has guessed too often. Counted in the cache: where that is
    no shared one, by each process."""
    if request.method != "POST":
        return authenticate_with_password(request, page_view_restriction_id, page_id)
    key = _key(page_view_restriction_id, address_of(request))
    if cache.get(key, 0) >= MOST_GUESSES:
        return too_many(request)
    response = authenticate_with_password(request, page_view_restriction_id, page_id)
    # Who guessed right is sent to the page.
    if response.status_code == 200:
        cache.add(key, 0, SECONDS)
        cache.incr(key)
    return response


def too_many(request, *arguments, **options):
    """For django-axes, too."""
    response = render(request, "429.html", {"minutes": SECONDS // 60}, status=429)
    response["Retry-After"] = SECONDS
    return response


def address_for_axes(request) -> str:
    return address_of(request) or "0.0.0.0"


def _key(restriction: int, address: str) -> str:
    digest = salted_hmac("home.throttling", address, algorithm="sha256").hexdigest()
    return f"guesses.{restriction}.{digest}"
