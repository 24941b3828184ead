"""Addresses without a page."""

from django.http import HttpResponse
from django.urls import reverse

from clinic_pages.conf import get_conf


def robots_txt(request):
    """Nothing is for search engines, but on the site that they may list: ALLOW_INDEXING."""
    lines = ["User-agent: *", "Disallow: /"]
    if get_conf().allow_indexing:
        sitemap = request.build_absolute_uri(reverse("clinic_pages:sitemap"))
        # Results of a search are not kept from being read: they say themselves, "noindex".
        lines[1:] = ["Disallow: /admin/", "Disallow: /search/suggest/", f"Sitemap: {sitemap}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
