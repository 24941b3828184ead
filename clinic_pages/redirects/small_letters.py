"""Addresses with capitals, which people type and print: they lead to the page in small letters."""

import re
from urllib.parse import parse_qsl, quote, urlencode

from django.urls import Resolver404, resolve
from wagtail.models import Page, Site

from ..lib.page_answers import page_answers
from ..lib.sites import visited_front_of
from ..page_cache.addresses import MARKETING
from ..pages.routes import is_missing

# What never goes from one address into another: whatever speaks of a person.
PERSONAL_NAME = re.compile(
    r"mail|phone|mobile|name|birth|dob|address|street|postcode|zip|patient|message|token|key|"
    r"password|secret|query|search|^(?:q|tel|fax|to|from|text|note|code)$",
    re.IGNORECASE,
)
PERSONAL_VALUE = re.compile(r"@|\d(?:[\s()/.-]*\d){6}")


def small(path: str) -> str:
    """A path without its capitals; a query stays as it is."""
    before, mark, query = path.partition("?")
    return f"{before.lower()}{mark}{query}"


def address_in_small_letters(request) -> str:
    """The address of the page that `request` means, "" where its path has no capitals, or in small
    letters is no page's. One query, another one below a list of conditions."""
    path = request.path_info.lower()
    if path == request.path_info or "\0" in path:
        return ""
    url = _page_at(request, _in_wagtail(path))
    # As it is in the address bar, for the case that nothing would change.
    return f"{url}{_query(request)}" if url and url != quote(request.path) else ""


def _in_wagtail(path: str) -> list[str]:
    """The parts of the path with which Wagtail would look for a page; [] for what others answer."""
    try:
        match = resolve(f"{path.rstrip('/')}/")
    except Resolver404:
        return []
    is_wagtails = match.url_name == "wagtail_serve" and match.args
    return [part for part in match.args[0].split("/") if part] if is_wagtails else []


def _page_at(request, parts: list[str]) -> str:
    """The address of what lies there; none made of what was asked for."""
    site = Site.find_for_request(request) if parts else None
    if site is None:
        return ""
    root = visited_front_of(site)
    if is_missing(root.path, parts[0]):
        return ""
    front = root.url_path
    ways = {f"{front}{'/'.join(parts[:end])}/": end for end in range(1, len(parts) + 1)}
    # By slugs, of which there is an index.
    pages = Page.objects.live().filter(slug__in=parts, url_path__in=ways)
    page = max(pages, key=lambda each: each.depth, default=None)
    if page is None:
        return ""
    below = "/".join(parts[ways[page.url_path] :])
    url = page.get_url(request) or ""
    if not below:
        return url
    knows = page_answers(page.specific_deferred).has_address(f"/{below}/")
    return f"{url}{quote(below)}/" if url and knows else ""


def _query(request) -> str:
    """What was asked for there, without what speaks of a person."""
    pairs = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    kept = urlencode([pair for pair in pairs if not _is_personal(*pair)])
    return f"?{kept}" if kept else ""


def _is_personal(name: str, value: str) -> bool:
    if PERSONAL_VALUE.search(value) and ("@" in value or not MARKETING.fullmatch(name)):
        return True
    return bool(PERSONAL_NAME.search(name)) and not MARKETING.fullmatch(name)
