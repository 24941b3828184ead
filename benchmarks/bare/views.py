"""A view that does nothing."""

from functools import cache

from django.http import HttpRequest, HttpResponse


def same_size(request: HttpRequest, size: int) -> HttpResponse:
    return HttpResponse(_bytes(size))


@cache
def _bytes(size: int) -> bytes:
    return b"x" * size
