"""What search engines ask for."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from wagtail.models import Site

from ..conf import get_conf
from . import indexnow
from .sitemaps import Sitemap, is_small

# A sitemap is read, and not itself found.
HEADERS = {"X-Robots-Tag": "noindex"}
XML = "application/xml"


def sitemap(request: HttpRequest) -> HttpResponse:
    """All addresses of a small site; of a large one, where its files are."""
    found = _sitemap_for(request)
    files = found.files()
    if is_small(files):
        return HttpResponse("".join(found.whole()), content_type=XML, headers=HEADERS)
    base = Site.find_for_request(request).root_url

    def address_of(number: int) -> str:
        return base + reverse("clinic_pages:sitemap_file", args=[number])

    text = found.index(files, address_of)
    return HttpResponse(text, content_type=XML, headers=HEADERS)


def sitemap_file(request: HttpRequest, number: int) -> StreamingHttpResponse:
    found = _sitemap_for(request)
    if not found.has_file(number):
        raise Http404
    return StreamingHttpResponse(found.file(number), content_type=XML, headers=HEADERS)


def indexnow_key(request: HttpRequest, key: str) -> HttpResponse:
    """Proves to IndexNow that who sends the key has a say in this site."""
    if not indexnow.is_on() or key != get_conf().indexnow_key:
        raise Http404
    return HttpResponse(key, content_type="text/plain; charset=utf-8")


def _sitemap_for(request: HttpRequest) -> Sitemap:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return Sitemap(request, site)
