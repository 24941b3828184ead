from django.core.paginator import Paginator
from django.shortcuts import render
from wagtail.models import Site

from .queries import Answer, search_pages
from .vocabulary import visible_pages

RESULTS_PER_PAGE = 10
MAX_QUERY_LENGTH = 200


def search(request):
    query = request.GET.get("q", "").replace("\x00", "").strip()[:MAX_QUERY_LENGTH]
    site = Site.find_for_request(request)
    answer = search_pages(site, query) if site and query else Answer()
    results = Paginator(answer.page_ids, RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    pages = (
        visible_pages(site).filter(pk__in=list(results)).specific()
        if site and answer.page_ids
        else []
    )
    by = {p.pk: p for p in pages}
    results.object_list = [by[i] for i in results.object_list if i in by]
    return render(request, "search/search.html", {"query": query, "results": results})
