"""What follows from a change: every page that shows it is told, once, after the commit.

A change is what differs in the published row of an object, however it came there: by hand, by
schedule, by workflow, by the API, by a script. Saving a draft changes no published row and tells
nobody. `signal_handlers` calls these functions; caches and others subscribe to `pages_changed`.
"""

import logging
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from wagtail.models import Page

from .dependents import Target, page_ids_showing
from .facets import ALL, BOOKING, LINK, NAME, facets_with
from .indexing import listed
from .models import BookingSnippet, ConditionPage, TherapyPage
from .models.condition_index import filter_addresses
from .models.related import Siblings, likeness_in
from .references import tree_of

logger = logging.getLogger(__name__)

# Sent after the commit, each page at most once for each transaction, with
#   page_ids: frozenset of the primary keys of the pages whose output changed
#   gone_urls: frozenset of full URLs at which a page was, and is no more
#   gone_listed_urls: those of them that search engines may know
pages_changed = Signal()


class Left(NamedTuple):
    """A full URL at which a page was, and whether search engines might list it there."""

    url: str
    was_listed: bool


# What Wagtail notes about a page's history and its editing, and no visitor sees.
BOOKKEEPING = {
    "comments", "content_type", "depth", "draft_title", "expire_at", "expired",
    "first_published_at", "go_live_at", "has_unpublished_changes", "last_published_at",
    "latest_revision", "latest_revision_created_at", "live_revision", "locked", "locked_at",
    "locked_by", "numchild", "owner", "path", "pk", "url_path",
}  # fmt: skip
# The facets that the fields of every page are a part of.
PAGE_FACETS = {
    "title": {NAME},
    "slug": {NAME, LINK},
    "show_in_menus": {NAME},
    "booking_snippet": {BOOKING},
}
# A page that appears or goes: a link to it in somebody's text stays as it is.
APPEARANCE = {NAME, BOOKING}


def published_state(instance) -> dict:
    """What readers of `instance` may see, to be compared: {} while it is a draft or not stored.

    Children (opening hours, registrations) are part of it, by their values, not their keys.
    """
    if instance is None or not getattr(instance, "live", True):
        return {}
    if hasattr(instance, "serializable_data"):
        data = instance.serializable_data()
    else:
        data = {f.name: f.value_to_string(instance) for f in instance._meta.concrete_fields}
    derived = instance.derived_state() if hasattr(instance, "derived_state") else {}
    kept = {name: _without_keys(value) for name, value in data.items() if name not in BOOKKEEPING}
    return kept | derived


def _without_keys(value):
    if isinstance(value, list):
        return [_without_keys(each) for each in value]
    if isinstance(value, dict):
        return {name: each for name, each in value.items() if name != "pk"}
    return value


def remember(instance) -> None:
    """Notes the published state that `instance`, about to be saved, will replace."""
    stored = type(instance)._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    instance._clinic_before = published_state(stored)
    instance._clinic_urls = _urls_left(stored, instance)


def _urls_left(stored, instance) -> list[Left]:
    """The addresses that what is published has and is about to leave: a page with all under it, and
    what conditions are found by."""
    if not getattr(stored, "live", bool(stored)):
        return []
    if getattr(stored, "slug", None) != getattr(instance, "slug", None):
        pages = urls_in_tree(stored) if isinstance(stored, Page) else []
        return pages + _filters_left(type(stored), stored.slug)
    left = isinstance(stored, Page) and not instance.live
    return _urls_of(stored) if left else []


def urls_in_tree(page: Page) -> list[Left]:
    return _left(page.get_descendants(inclusive=True).live())


def _urls_of(page: Page) -> list[Left]:
    return _left(Page.objects.filter(pk=page.pk))


def _filters_left(model: type, slug: str) -> list[Left]:
    return [Left(url, False) for url in filter_addresses(model, slug)]


def _left(pages: QuerySet) -> list[Left]:
    known = set(listed(pages).values_list("pk", flat=True))
    return [
        Left(url + path.lstrip("/"), page.pk in known)
        for page in pages.iterator()
        if (url := page.get_full_url())
        # Every address at which it may have been cached.
        for path in page.specific_deferred.get_cached_paths()
    ]


def notice(instance) -> bool:
    """Tells of what differs between the state that was remembered and the one just saved.

    Returns whether anything does.
    """
    before = instance.__dict__.pop("_clinic_before", {})
    urls = instance.__dict__.pop("_clinic_urls", ())
    after = published_state(instance)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    if not changed:
        return False
    if not isinstance(instance, Page):
        only_snippet = changed == {"default_booking_snippet"}
        tell(_targets(instance, {BOOKING} if only_snippet else ALL), urls=urls)
        return True
    # Therapies list who names them. Who still does, `dependents` knows.
    others = set(before.get("named_therapies", ())) ^ set(after.get("named_therapies", ()))
    told = {
        instance.pk,
        *_therapies_beside(instance, others),
        *_conditions_beside(instance, before, after),
    }
    if not before or not after:
        tell([target(instance, APPEARANCE)], told, urls)
    else:
        tell([target(instance, _facets_of(instance, changed))], told, urls)
        if "slug" in changed:
            notice_tree(instance, {NAME, LINK})
    return True


def _therapies_beside(page: Page, page_ids: set[int]) -> set[int]:
    """The therapies among these pages that list such a page as `page`."""
    if not page_ids:
        return set()
    therapies = TherapyPage.objects.filter(pk__in=page_ids, path__startswith=tree_of(page.path))
    return set(therapies.values_list("pk", flat=True))


def _conditions_beside(page: Page, before: dict, after: dict) -> set[int]:
    """The conditions in whose computed lists `page` has come, gone or moved."""
    if not isinstance(page, ConditionPage):
        return set()
    was, is_now = likeness_in(page.pk, before), likeness_in(page.pk, after)
    if was == is_now:
        return set()
    siblings = Siblings(ConditionPage.objects.sibling_of(page))
    moved = siblings.places_of(was).items() ^ siblings.places_of(is_now).items()
    return {pk for pk, _place in moved}


def _facets_of(page: Page, changed: set[str]) -> set[str]:
    facets = [PAGE_FACETS.get(name, set()) | facets_with(type(page), name) for name in changed]
    return set().union(*facets)


def _targets(instance, facets) -> list[Target]:
    """`instance`, and what it may be shown in place of: a booking text in another language."""
    shown_for = instance.get_translations() if isinstance(instance, BookingSnippet) else []
    return [target(each, facets) for each in (instance, *shown_for)]


def target(instance, facets) -> Target:
    return Target(type(instance), str(instance.pk), frozenset(facets))


def notice_tree(page: Page, facets, urls=()) -> None:
    """Tells that `page` and all under it changed in these facets: moved, renamed, made private."""
    ids = list(page.get_descendants(inclusive=True).values_list("pk", flat=True))
    tell([Target(Page, str(pk), frozenset(facets)) for pk in ids], ids, urls)


def notice_restriction(page: Page) -> None:
    """Tells that `page` and all under it became private or public, and so did its aliases."""
    notice_tree(page, {NAME})
    for alias in page.aliases.all():
        notice_restriction(alias)


def notice_leaving(instance) -> None:
    """Tells who shows `instance` now, before it is deleted: afterwards nobody knows."""
    ids = _published(page_ids_showing(_targets(instance, ALL)))
    tell([], ids, _urls_of_leaving(instance))


def _urls_of_leaving(instance) -> list[Left]:
    if not isinstance(instance, Page):
        return _filters_left(type(instance), getattr(instance, "slug", ""))
    if not instance.live:
        return []
    return _urls_of(instance) + _filters_left(instance.specific_class or Page, instance.slug)


def notice_leaving_tree(page: Page) -> None:
    """The same for a page and all under it that are about to be moved."""
    facets = frozenset({NAME, LINK, BOOKING})
    ids = page.get_descendants(inclusive=True).values_list("pk", flat=True)
    showing = page_ids_showing([Target(Page, str(pk), facets) for pk in ids])
    tell([], _published(showing), urls_in_tree(page))


def _published(page_ids) -> set[int]:
    return set(Page.objects.live().filter(pk__in=page_ids).values_list("pk", flat=True))


class _Round:
    """The pages told of in one transaction, so that each is told of once."""

    def __init__(self):
        self.page_ids: set[int] = set()
        self.urls: set[str] = set()
        self.is_over = False


def _current_round() -> _Round:
    connection = transaction.get_connection()
    found = getattr(connection, "_clinic_round", None)
    if found is None or found.is_over:
        found = connection._clinic_round = _Round()
    return found


def tell(targets: Iterable[Target], page_ids=(), urls=()) -> None:
    """After the commit: `pages_changed` for the pages showing `targets`, and for `page_ids`.

    urls: `Left`, addresses at which pages are no more.

    Who shows them is looked up then, when all the transaction's changes are known.
    """
    call = partial(_send, _current_round(), tuple(targets), frozenset(page_ids), tuple(urls))
    transaction.on_commit(call)


def _send(round_: _Round, targets, page_ids, urls) -> None:
    round_.is_over = True
    # A page that was unpublished is told of, too: its copies must go.
    stored = Page.objects.filter(pk__in=page_ids).values_list("pk", flat=True)
    found = _published(page_ids_showing(targets)) | set(stored)
    fresh_ids, left = (
        found - round_.page_ids,
        [each for each in urls if each.url not in round_.urls],
    )
    round_.page_ids |= fresh_ids
    round_.urls |= {each.url for each in left}
    if not fresh_ids and not left:
        return
    answers = pages_changed.send_robust(
        sender=Page,
        page_ids=frozenset(fresh_ids),
        gone_urls=frozenset(each.url for each in left),
        gone_listed_urls=frozenset(each.url for each in left if each.was_listed),
    )
    for receiver, answer in answers:
        # What is committed stays so, and the other receivers do their work.
        if isinstance(answer, Exception):
            logger.error("%r failed after a change", receiver, exc_info=answer)
