"""Views that do nothing, or next to nothing."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from wagtail.models import Page, Site
from wagtail.views import serve


def same_size(request: HttpRequest, size: int) -> HttpResponse:
    return HttpResponse(_bytes(size))


def serve_bare(request: HttpRequest, path: str) -> HttpResponse:
    """As Wagtail serves a page, whatever the site's page types and middleware do to be quicker."""
    vars(request).pop("_wagtail_site", None)
    front = Site.find_for_request(request).root_page.localized.specific
    parts = [part for part in path.split("/") if part]
    request._wagtail_route_for_request = Page.route(front, request, parts)
    return serve(request, path)


@cache
def _bytes(size: int) -> bytes:
    return b"x" * size


def lookup(request: HttpRequest, path: str) -> HttpResponse:
    """One page, found by an index, and its title in the frame that all pages of the site have."""
    return render(request, "bare/lookup.html", {"found": get_object_or_404(Page, path=path)})
