from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import render
from wagtail.models import Site

from .queries import search_pages

RESULTS_PER_PAGE = 10
MAX_QUERY_LENGTH = 200


def search(request):
    query = request.GET.get("q", "").replace("\x00", "").strip()[:MAX_QUERY_LENGTH]
    site = Site.find_for_request(request)
    found = search_pages(site, query) if site and query else []
    try:
        results = Paginator(found, RESULTS_PER_PAGE).page(request.GET.get("page") or 1)
    except InvalidPage as error:
        # Not the last page in its place: that would be one page under any number of addresses.
        raise Http404 from error
    return render(request, "search/search.html", {"query": query, "results": results})
