"""Tells the pages that show what has changed: after the commit, each once."""

import logging
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from wagtail.models import Page

from ..lib.facts import begin_generation, forget
from ..showing.dependents import Target, page_ids_showing
from .gone import GoneUrl
from .signals import pages_changed

logger = logging.getLogger(__name__)


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


def tell(
    targets: Iterable[Target], page_ids: Iterable[int] = (), urls: Iterable[GoneUrl] = ()
) -> None:
    """After the commit: `pages_changed` for the pages showing `targets`, and for `page_ids`.

    Who shows them is looked up then, when all the transaction's changes are known.
    """
    forget()
    call = partial(_send, _current_round(), tuple(targets), frozenset(page_ids), tuple(urls))
    transaction.on_commit(call)


def published(page_ids) -> set[int]:
    return set(Page.objects.live().filter(pk__in=page_ids).values_list("pk", flat=True))


def _send(round_: _Round, targets, page_ids, urls) -> None:
    if not round_.is_over:
        begin_generation()
    round_.is_over = True
    # A page that was unpublished is told of, too: its copies must go.
    stored = Page.objects.filter(pk__in=page_ids).values_list("pk", flat=True)
    found = published(page_ids_showing(targets)) | set(stored)
    fresh = found - round_.page_ids
    left = [each for each in urls if each.url not in round_.urls]
    round_.page_ids |= fresh
    round_.urls |= {each.url for each in left}
    if not fresh and not left:
        return
    answers = pages_changed.send_robust(
        sender=Page,
        page_ids=frozenset(fresh),
        gone_urls=frozenset(each.url for each in left),
        gone_listed_urls=frozenset(each.url for each in left if each.was_listed),
    )
    for receiver, answer in answers:
        # What is committed stays so, and the other receivers do their work.
        if isinstance(answer, Exception):
            logger.error("%r failed after a change", receiver, exc_info=answer)
