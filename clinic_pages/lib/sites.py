"""Which pages lie in which sites."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from wagtail.models import Page, Site

from .facts import fact
from .languages import active_locale, are_several, versions_of


def sites_of(page: Page) -> set[int]:
    """The primary keys of the sites in which `page` lies: one, unless they are nested."""
    return sites_at(page.url_path)


def sites_at(url_path: str) -> set[int]:
    roots = Site.get_site_root_paths()
    return {root.site_id for root in roots if url_path.startswith(root.root_path)}


def site_or_default(site: Site | None) -> Site:
    """For what was sent to no site, or to one that is gone."""
    return site or Site.objects.get(is_default_site=True)


@fact
def _fronts(root_page: int) -> dict[int, Page]:
    """{locale: front page}. One query."""
    pages = Page.objects.filter(versions_of(Page, [root_page]))
    return {page.locale_id: page for page in pages}


def front_of(site: Site, locale: int | None = None) -> Page:
    """The front page of `site` in the locale with this primary key, else in the language that is
    spoken; where there is none, the site's own."""
    if not are_several():
        return site.root_page
    return _fronts(site.root_page_id).get(locale or active_locale(), site.root_page)


def visited_front_of(site: Site) -> Page:
    """That in the language that is spoken, where it is published: else it has no visitors, and nor
    has what lies under it."""
    front = front_of(site)
    return front if front.live else site.root_page


def root_paths_of(site_ids: Iterable[int]) -> list[str]:
    """The `url_path` of the front page of each of these sites, in each of its languages."""
    wanted = set(site_ids)
    return [root.root_path for root in Site.get_site_root_paths() if root.site_id in wanted]


def pages_of(site_ids: Iterable[int]) -> QuerySet[Page]:
    """The published pages of these sites, in all their languages."""
    return all_pages_of(site_ids).live()


def all_pages_of(site_ids: Iterable[int]) -> QuerySet[Page]:
    """The same with drafts."""
    under = root_paths_of(site_ids)
    if not under:
        return Page.objects.none()
    condition = Q()
    for path in under:
        condition |= Q(url_path__startswith=path)
    return Page.objects.filter(condition)
