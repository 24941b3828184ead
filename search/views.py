"""The page of results, and suggestions while one types."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from clinic_pages.lib.visitors import address_of

from . import missed
from .queries import search_pages
from .results import grouped, hits_of, list_of_conditions, promoted_for
from .suggestions import suggest

RESULTS_PER_PAGE = 10
MAX_QUERY_LENGTH = 200
SUGGESTIONS_SECONDS = 60


@require_safe
def search(request):
    query = _query(request)
    site = Site.find_for_request(request)
    as_typed = "as_typed" in request.GET
    context = {"query": query, "as_typed": as_typed}
    if site and query:
        context |= _results(request, site, query, as_typed)
    elif "page" in request.GET and request.GET["page"] != "1":
        raise Http404
    return _discreet(render(request, "search/search.html", context))


def _results(request, site, query: str, as_typed: bool) -> dict:
    answer = search_pages(site, query, as_typed)
    promoted = promoted_for(site, query, answer.corrected)
    first = {each.page_id for each in promoted}
    found = [pk for pk in answer.page_ids if pk not in first]
    try:
        results = Paginator(found, RESULTS_PER_PAGE).page(request.GET.get("page") or 1)
    except InvalidPage as error:
        # Not the last page in its place: that would be one page under any number of addresses.
        raise Http404 from error
    context = {
        "answer": answer,
        "promoted": promoted if results.number == 1 else [],
        "results": results,
        "number_found": len(found) + len(promoted),
        "is_all": answer.is_all,
        "groups": grouped(hits_of(site, answer, results.object_list), answer),
    }
    return context if found or promoted else context | _nothing(request, site, query)


def _nothing(request, site, query: str) -> dict:
    missed.record(query, address_of(request))
    return {"list_of_conditions": list_of_conditions(site)}


@require_safe
def suggestions(request):
    """{"suggestions": [{"name", "kind", "url"}]} for what is being typed."""
    site = Site.find_for_request(request)
    found = suggest(site, _query(request)) if site else []
    response = JsonResponse({"suggestions": [each._asdict() for each in found]})
    patch_cache_control(response, max_age=SUGGESTIONS_SECONDS)
    return _discreet(response)


def _query(request) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:MAX_QUERY_LENGTH]


def _discreet(response):
    """What somebody searches for here is about their health: it stays between them and the site."""
    response["Referrer-Policy"] = "same-origin"
    patch_cache_control(response, private=True)
    return response
