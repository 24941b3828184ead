"""Views that do nothing, or next to nothing."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from wagtail.models import Page


def same_size(request: HttpRequest, size: int) -> HttpResponse:
    return HttpResponse(_bytes(size))


@cache
def _bytes(size: int) -> bytes:
    return b"x" * size


def lookup(request: HttpRequest, path: str) -> HttpResponse:
    """One page, found by an index, and its title in the frame that all pages of the site have."""
    return render(request, "bare/lookup.html", {"found": get_object_or_404(Page, path=path)})
