"""What has changed, and whom that concerns.

A change is what differs in the published row of an object, however it came there: by hand, by
schedule, by workflow, by the API, by a script. Saving a draft changes no published row and tells
nobody. `receivers` calls these functions.
"""

from django.db.models import Model
from wagtail.models import Page, Site

from ..lib.facets import ALL, BOOKING, LINK, NAME, facets_with
from ..lib.languages import are_several
from ..pages.base import ClinicPage
from ..pages.clinic import ClinicSettings
from ..showing.dependents import Target, page_ids_showing
from .gone import GoneUrl, urls_in_tree, urls_left, urls_of_leaving
from .signals import object_changed
from .state import differing, published_state
from .telling import published, tell

# The facets that the fields of every page are a part of.
PAGE_FACETS = {
    "title": {NAME},
    "slug": {NAME, LINK},
    "show_in_menus": {NAME},
    "booking_snippet": {BOOKING},
}
# A page that appears or goes: a link to it in somebody's text stays as it is.
APPEARANCE = {NAME, BOOKING}


def remember(instance: Model) -> None:
    """Notes the published state that `instance`, about to be saved, will replace."""
    stored = type(instance)._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    instance._clinic_before = published_state(stored)
    instance._clinic_urls = urls_left(stored, instance)


def notice(instance: Model) -> None:
    """Tells of what differs between the state that was remembered and the one just saved."""
    before = instance.__dict__.pop("_clinic_before", {})
    urls = instance.__dict__.pop("_clinic_urls", ())
    after = published_state(instance)
    changed = differing(before, after)
    if not changed:
        return
    if isinstance(instance, Page):
        _notice_page(instance, before, after, urls)
    elif isinstance(instance, ClinicSettings) and changed != {"default_booking_snippet"}:
        notice_site(instance.site_id)
    else:
        is_clinic = isinstance(instance, ClinicSettings)
        tell([target(instance, {BOOKING} if is_clinic else ALL)], urls=urls)
    object_changed.send(sender=type(instance), instance=instance, before=before, after=after)


def _notice_page(page: Page, before: dict, after: dict, urls) -> None:
    beside = page.pages_beside(before, after) if isinstance(page, ClinicPage) else set()
    told = {page.pk, *beside}
    if not before or not after:
        tell([target(page, _appearing(APPEARANCE))], told, urls)
        return
    changed = differing(before, after)
    tell([target(page, _facets_of(page, changed))], told, urls)
    if "slug" in changed:
        notice_tree(page, {NAME, LINK})


def _facets_of(page: Page, changed: set[str]) -> set[str]:
    facets = [PAGE_FACETS.get(name, set()) | facets_with(type(page), name) for name in changed]
    return set().union(*facets)


def _appearing(facets: set[str]) -> set[str]:
    """What differs as a page comes or goes. Where there are several languages, links to what it
    translates lead to it or no longer."""
    return facets | {LINK} if are_several() else facets


def target(instance: Model, facets) -> Target:
    return Target(type(instance), str(instance.pk), frozenset(facets))


def notice_tree(page: Page, facets, urls: tuple[GoneUrl, ...] = ()) -> None:
    """Tells that `page` and all under it changed in these facets: moved, renamed, made private."""
    ids = list(page.get_descendants(inclusive=True).values_list("pk", flat=True))
    tell([Target(Page, str(pk), frozenset(facets)) for pk in ids], ids, urls)


def notice_restriction(page: Page) -> None:
    """Tells that `page` and all under it became private or public, and so did its aliases."""
    notice_tree(page, _appearing({NAME}))
    for alias in page.aliases.all():
        notice_restriction(alias)


def notice_site(*site_ids: int) -> None:
    """Tells that all pages of these sites changed, without looking for them: there may be any
    number."""
    tell(site_ids=site_ids)


def notice_address_of_site(site: Site) -> None:
    """Tells that `site` has come, gone or another address: all sites link to each other, and the
    one without an address of its own answers for what is none's."""
    notice_site(site.pk, *Site.objects.values_list("pk", flat=True))


def notice_leaving(instance: Model) -> None:
    """Tells who shows `instance` now, before it is deleted: afterwards nobody knows."""
    if isinstance(instance, ClinicSettings):
        notice_site(instance.site_id)
        return
    ids = published(page_ids_showing([target(instance, ALL)], leaving=True))
    own = {instance.pk} if isinstance(instance, Page) and instance.live else set()
    tell([], ids | own, urls_of_leaving(instance))


def notice_leaving_tree(page: Page) -> None:
    """The same for a page and all under it that are about to be moved."""
    facets = frozenset({NAME, LINK, BOOKING})
    ids = page.get_descendants(inclusive=True).values_list("pk", flat=True)
    showing = page_ids_showing([Target(Page, str(pk), facets) for pk in ids])
    tell([], published(showing), urls_in_tree(page))
