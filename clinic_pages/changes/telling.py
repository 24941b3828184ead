"""Tells the pages that show what has changed: after the commit, each once."""

import logging
from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page

from ..lib.facts import begin_generation, forget
from ..lib.visibility import public
from ..showing.dependents import Target, page_ids_showing
from .gone import GoneUrl
from .signals import pages_changed

logger = logging.getLogger(__name__)


# As many keys as are named in a query without second thoughts.
MANY = 500


class _Round:
    """The pages told of in one transaction, so that each is told of once."""

    def __init__(self):
        self.page_ids: set[int] = set()
        self.site_ids: set[int] = set()
        self.gone_ids: set[int] = set()
        self.urls: set[str] = set()
        self.is_over = False


def _current_round() -> _Round:
    connection = transaction.get_connection()
    found = getattr(connection, "_clinic_round", None)
    if found is None or found.is_over:
        found = connection._clinic_round = _Round()
    return found


def tell(
    targets: Iterable[Target] = (),
    page_ids: Iterable[int] = (),
    urls: Iterable[GoneUrl] = (),
    site_ids: Iterable[int] = (),
) -> None:
    """After the commit: `pages_changed` for the pages showing `targets`, for `page_ids`, and for
    all pages of the sites `site_ids`.

    Who shows them is looked up then, when all the transaction's changes are known.
    """
    forget()
    told = _Told(tuple(targets), frozenset(page_ids), tuple(urls), frozenset(site_ids))
    transaction.on_commit(partial(_send, _current_round(), told))


def published(page_ids: set[int]) -> set[int]:
    """Those of these pages that are. Of many, the drafts are the fewer to ask for."""
    if len(page_ids) > MANY:
        return page_ids - _keys(Page.objects.filter(live=False))
    return _keys(Page.objects.live().filter(pk__in=page_ids))


class _Told(NamedTuple):
    """What is told of at once. See `tell`."""

    targets: tuple[Target, ...]
    page_ids: frozenset[int]
    urls: tuple[GoneUrl, ...]
    site_ids: frozenset[int]


def _send(round_: _Round, told: _Told) -> None:
    if not round_.is_over:
        begin_generation()
    round_.is_over = True
    # A page that was unpublished is told of, too: its copies must go.
    stored = _keys(Page.objects.filter(pk__in=told.page_ids))
    visible = _keys(public(Page.objects.live().filter(pk__in=stored)))
    fresh = (published(page_ids_showing(told.targets)) | stored) - round_.page_ids
    sites = told.site_ids - round_.site_ids
    gone = told.page_ids - visible - round_.gone_ids
    left = [each for each in told.urls if each.url not in round_.urls]
    round_.page_ids |= fresh
    round_.site_ids |= sites
    round_.gone_ids |= gone
    round_.urls |= {each.url for each in left}
    if fresh or sites or gone or left:
        _tell_all(fresh, sites, gone, left)


def _keys(pages: QuerySet) -> set[int]:
    return set(pages.values_list("pk", flat=True))


def _tell_all(page_ids: set[int], site_ids, gone_ids, urls: list[GoneUrl]) -> None:
    answers = pages_changed.send_robust(
        sender=Page,
        page_ids=frozenset(page_ids),
        site_ids=frozenset(site_ids),
        gone_ids=frozenset(gone_ids),
        gone_urls=frozenset(each.url for each in urls),
        gone_listed_urls=frozenset(each.url for each in urls if each.was_listed),
    )
    for receiver, answer in answers:
        # What is committed stays so, and the other receivers do their work.
        if isinstance(answer, Exception):
            logger.error("%r failed after a change", receiver, exc_info=answer)
