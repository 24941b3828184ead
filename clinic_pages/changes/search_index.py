"""The entries of changed pages in the site's search index."""

import logging
from collections import defaultdict
from collections.abc import Iterable

from wagtail.models import Page
from wagtail.search.backends import get_search_backends

logger = logging.getLogger(__name__)


def reindex(page_ids: Iterable[int]) -> None:
    """Writes the entries of these pages anew."""
    by_type = defaultdict(list)
    for page in Page.objects.filter(pk__in=page_ids):
        by_type[page.specific_class].append(page.pk)
    for model, pks in by_type.items():
        pages = list(model.get_indexed_objects().filter(pk__in=pks))
        for backend in get_search_backends(with_auto_update=True):
            _add(backend, model, pages)


def _add(backend, model, pages: list) -> None:
    # In bulk: one at a time, a database backend weighs all titles anew for each.
    try:
        backend.add_bulk(model, pages)
    except Exception:
        # As Wagtail does: a search server that is away must not undo what was published.
        logger.exception("Could not refresh the search entries of %d pages", len(pages))
        if not backend.catch_indexing_errors:
            raise
