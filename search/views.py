from django.core.paginator import Paginator
from django.shortcuts import render
from wagtail.models import Site

from .queries import search_pages

RESULTS_PER_PAGE = 10
MAX_QUERY_LENGTH = 200


def search(request):
    query = request.GET.get("q", "").replace("\x00", "").strip()[:MAX_QUERY_LENGTH]
    site = Site.find_for_request(request)
    found = search_pages(site, query) if site and query else []
    results = Paginator(found, RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "search/search.html", {"query": query, "results": results})
