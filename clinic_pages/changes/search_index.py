"""The entries of changed pages in the site's search index."""

import copy
import logging
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.db import transaction
from wagtail.models import Page
from wagtail.search.backends import get_search_backends

from ..lib.facts import asked_once, begin_index

logger = logging.getLogger(__name__)


def reindex(page_ids: Iterable[int]) -> None:
    """Writes the entries of these pages anew."""
    with asked_once():
        _write(page_ids)
    begin_index()


def _write(page_ids: Iterable[int]) -> None:
    for model, pks in _by_type(page_ids).items():
        pages = list(model.get_indexed_objects().filter(pk__in=pks))
        _read_fields_once(model, pages)
        for backend in get_search_backends(with_auto_update=True):
            _add(backend, model, pages)


def _by_type(page_ids: Iterable[int]) -> dict[type[Page], list[int]]:
    found = defaultdict(list)
    for page in Page.objects.filter(pk__in=page_ids).only("content_type"):
        found[page.specific_class].append(page.pk)
    return found


def _read_fields_once(model: type[Page], pages: list[Page]) -> None:
    """Of an entry's five parts Wagtail's database backends make each from all fields of the page,
    and would read them five times."""
    fields = [copy.copy(field) for field in model.get_search_fields()]
    for field in fields:
        field.get_value = cache(field.get_value)
    for page in pages:
        page.get_search_fields = lambda: fields
        # Now, so that nothing is asked while the entries are being written.
        for field in fields:
            field.get_value(page)


def _add(backend, model, pages: list) -> None:
    # In bulk: one at a time, a database backend weighs all titles anew for each.
    # In one transaction: SQLite would wait for the disk after each entry.
    try:
        with transaction.atomic():
            backend.add_bulk(model, pages)
    except Exception:
        # As Wagtail does: a search server that is away must not undo what was published.
        logger.exception("Could not refresh the search entries of %d pages", len(pages))
        if not backend.catch_indexing_errors:
            raise
