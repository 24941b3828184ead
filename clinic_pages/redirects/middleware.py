"""Middleware that a host may use, both for addresses that are a 404 otherwise.

`follow_redirects` takes the place of Wagtail's RedirectMiddleware; `small_letters` goes before it.
"""

from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect

from .small_letters import address_in_small_letters


def small_letters(get_response):
    """An address with capitals leads to the page that has it in small letters, for ever."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        address = address_in_small_letters(request)
        return HttpResponsePermanentRedirect(address) if address else response

    return middleware


def follow_redirects(get_response):
    """The redirects of editors, in whatever capitals they were entered and are asked for."""
    from .lookup import leads_back, redirect_for

    def middleware(request):
        response = get_response(request)
        found = redirect_for(request) if response.status_code == 404 else None
        link = found and found.link
        if not link or leads_back(request, link):
            return response
        kind = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
        return kind(link)

    return middleware
