"""Middleware that a host may use."""

import copy
from contextlib import suppress

from django.db import DatabaseError, InterfaceError
from wagtail.models import Site

from ..lib.facts import fact


def know_the_site(get_response):
    """Tells Wagtail which site a request asks, and what its front page is, from what is known:
    otherwise each visit begins with two queries for that.

    Anywhere before Wagtail asks; without it everything stays as it is.
    """

    def middleware(request):
        # Who needs no database must not fail here for want of it.
        with suppress(DatabaseError, InterfaceError):
            known = site_at(request._get_raw_host(), request.get_port())
            if known is not None:
                # Where `Site.find_for_request` keeps its answer.
                request._wagtail_site = _copied(known)
        return get_response(request)

    return middleware


class _Asked:
    """As much of a request as Wagtail looks at to find its site."""

    def __init__(self, host: str, port: str):
        self._get_raw_host, self.get_port = lambda: host, lambda: port


@fact
def site_at(host: str, port: str) -> Site | None:
    """With its front page as a page of its own type. Two queries."""
    site = Site._find_for_request(_Asked(host, port))
    if site is not None:
        site.root_page = site.root_page.specific
    return site


def _copied(site: Site) -> Site:
    mine = copy.copy(site)
    mine.root_page = copy.copy(site.root_page)
    return mine
