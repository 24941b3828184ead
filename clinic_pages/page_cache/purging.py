"""What has changed is shown to nobody any more."""

from collections.abc import Iterable

from . import store
from .owed import owe
from .tokens import ALL, renew, tag_of_page, tag_of_site


def purge(
    page_ids: Iterable[int] = (), site_ids: Iterable[int] = (), gone_ids: Iterable[int] = ()
) -> None:
    """Ends what is kept of these pages, at all their addresses, and of all pages of these sites.

    At once, for every process. If the cache server is away, as soon as it is back.

    gone_ids: pages that visitors may not see any more, not even while the database is away.
    """
    tags = [*map(tag_of_page, page_ids), *map(tag_of_site, site_ids)]
    _renew(tags, [*map(tag_of_page, gone_ids)])


def purge_all() -> None:
    _renew([ALL])


def _renew(tags: list[str], gone: list[str] | None = None) -> None:
    if not (tags or gone) or not store.is_on():
        return
    try:
        renew(tags, gone or [])
    except store.Away:
        owe()
