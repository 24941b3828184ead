"""Middleware that a host may use."""

from contextlib import suppress
from functools import partial

from django.db import DatabaseError, InterfaceError
from wagtail.models import Site

from ..lib.copies import copied
from ..lib.facts import known_as


def know_the_site(get_response):
    """Tells Wagtail which site a request asks, and what its front page is, from what is known:
    otherwise each visit begins with two queries for that.

    Anywhere before Wagtail asks; without it everything stays as it is.
    """

    def middleware(request):
        # Who needs no database must not fail here for want of it.
        with suppress(DatabaseError, InterfaceError):
            asked = know_the_site, request._get_raw_host(), request.get_port()
            known = known_as(asked, partial(_find, request))
            if known is not None:
                # Where `Site.find_for_request` keeps its answer.
                request._wagtail_site = _copied(known)
        return get_response(request)

    return middleware


def _find(request) -> Site | None:
    """With its front page as a page of its own type. Two queries."""
    site = Site.find_for_request(request)
    if site is not None:
        site.root_page = site.root_page.specific
    return site


def _copied(site: Site) -> Site:
    mine = copied(site)
    mine.root_page = copied(site.root_page)
    return mine
