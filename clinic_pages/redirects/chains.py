"""Redirects that lead to the end at once, and never in a circle.

Wagtail makes redirects where pages are renamed and moved. Here is what it leaves open. Imports
`wagtail.contrib.redirects`, so import this module only where that app is installed.
"""

import logging
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from django.db.models import F, Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from .lookup import with_capitals
from .small_letters import small

logger = logging.getLogger(__name__)

# Nobody makes a longer chain, and a broken one must end.
LONGEST = 50


class SitePath(NamedTuple):
    """An address on this server, its path as redirects have it, in small letters."""

    site_id: int
    path: str


# --- Where redirects lead ------------------------------------------------------------------------


def site_path_of(redirect: Redirect) -> SitePath | None:
    """Where it leads, or None for another server and for a page without an address."""
    if redirect.redirect_page_id:
        return path_of_page(redirect.redirect_page, redirect.redirect_page_route_path)
    return _path_of_link(redirect.redirect_link, redirect.site_id)


def path_of_page(page: Page, route: str) -> SitePath | None:
    parts = page.get_url_parts()
    if parts is None or parts[2] is None:
        return None
    return SitePath(parts[0], _path(parts[2].rstrip("/") + (route or "/")))


def _path_of_link(link: str, site_id: int | None) -> SitePath | None:
    address = urlsplit(link)
    for front in Site.get_site_root_paths():
        is_here = site_id in (None, front.site_id)
        if address.netloc == urlsplit(front.root_url).netloc or (not address.netloc and is_here):
            return SitePath(front.site_id, _path(link))
    return None


def _path(address: str) -> str:
    return small(Redirect.normalise_path(address))


def circle(redirect: Redirect) -> list[str]:
    """The paths of the circle in which it would lead visitors; [] where it leads to an end.

    Pages on the way do not count as an end: they may be unpublished one day.
    """
    current, paths = redirect, [redirect.old_path]
    while current and len(paths) < LONGEST:
        place = site_path_of(current)
        if place is None:
            return []
        paths.append(place.path)
        if place.path == small(redirect.old_path) and redirect.site_id in (None, place.site_id):
            return paths
        current = _at(place, but=redirect)
    return []


def _at(place: SitePath, but: Redirect) -> Redirect | None:
    """The redirect from there that visitors would follow."""
    paths = [place.path, *with_capitals().get(place.path, ())]
    found = Redirect.get_for_site(place.site_id).exclude(pk=but.pk).filter(old_path__in=paths)
    return found.order_by(F("site").desc(nulls_last=True)).first()


def end_of(redirect: Redirect) -> Redirect:
    """The last redirect that a visitor follows who begins with this one."""
    current = redirect
    for _ in range(LONGEST):
        place = site_path_of(current)
        following = _at(place, but=redirect) if place and not _is_page(current, place) else None
        if following is None:
            return current
        current = following
    return redirect


def _is_page(redirect: Redirect, place: SitePath) -> bool:
    """Whether a published page is there, so that no redirect from there comes into effect."""
    if redirect.redirect_page_id:
        return redirect.redirect_page.live
    fronts = [each for each in Site.get_site_root_paths() if each.site_id == place.site_id]
    paths = [front.root_path + place.path.strip("/") for front in fronts]
    return Page.objects.live().filter(url_path__in=[f"{p.rstrip('/')}/" for p in paths]).exists()


# --- What follows from changes -------------------------------------------------------------------


def straighten_around(redirect: Redirect) -> None:
    """After `redirect` was saved, by whomever: no circle stays, and no chain."""
    if paths := circle(redirect):
        # The form refuses it with a message. Imports and scripts do not ask the form.
        logger.warning("Removed a redirect that leads in a circle: %s", " → ".join(paths))
        redirect.delete()
        return
    _collapse(redirect)
    for earlier in _leading_to({small(redirect.old_path)}):
        _collapse(earlier)


def straighten_to_tree(page: Page) -> None:
    """After `page` was renamed or moved, and Wagtail has made its redirects."""
    to_pages = Redirect.objects.filter(redirect_page__path__startswith=page.path)
    old_paths = set()
    for redirect in to_pages.select_related("redirect_page"):
        place = site_path_of(redirect)
        own = small(redirect.old_path)
        if place and place.path == own and redirect.site_id in (None, place.site_id):
            # The page is back where it was: with it unpublished, this would lead to itself.
            redirect.delete()
        old_paths.add(own)
    for earlier in _leading_to(old_paths):
        _collapse(earlier)


def _leading_to(paths: set[str]) -> list[Redirect]:
    """The redirects by address, rather than by page, that lead to one of `paths` on this server."""
    linked = Redirect.objects.filter(redirect_page=None).exclude(redirect_link="")
    if len(paths) == 1:
        [path] = paths
        linked = linked.filter(
            Q(redirect_link__icontains=path) | Q(redirect_link__icontains=quote(path))
        )
    return [each for each in linked if (place := site_path_of(each)) and place.path in paths]


def _collapse(redirect: Redirect) -> None:
    """Lets it lead at once to where its visitors end."""
    end = end_of(redirect)
    if end.pk == redirect.pk or circle(redirect):
        return
    target = {
        "redirect_page": end.redirect_page,
        "redirect_page_route_path": end.redirect_page_route_path,
        "redirect_link": end.redirect_link,
    }
    # Around the signals, which have led here.
    Redirect.objects.filter(pk=redirect.pk).update(**target)
