"""Until when a kept page is true.

Each page has a token in the shared cache, and so has each site, and all of it. A kept page carries
those it was made under, and is true as long as they are what they were. To purge is to put other
tokens there: at once for every process, and for no other page. A token that is missing, because the
cache needed the room, equals none.
"""

import secrets
import time
from collections.abc import Iterable

from ..lib.sites import sites_of
from . import store

ALL = "all"
# Counts purges. Where it has not moved, nothing was purged in between; and where it goes back, the
# server has forgotten purges, as after a restart from an old copy.
PURGES = "purges"
# In place of the token of a page that visitors may not see any more.
GONE = 0


def tag_of_page(pk: int) -> str:
    return f"page.{pk}"


def tag_of_site(pk: int) -> str:
    return f"site.{pk}"


def tags_of(page) -> list[str]:
    """What `page` hangs on: itself, the sites it lies in (one, unless they are nested), and all."""
    return [tag_of_page(page.pk), *map(tag_of_site, sorted(sites_of(page))), ALL]


def made_under(page, purges: int | None) -> dict[str, int] | None:
    """{tag: token} of `page` now; None where something was purged since `purges` was counted: what
    was read of the page since then may be older than the tokens are."""
    tags = tags_of(page)
    found = store.get_many([PURGES, *tags])
    if missing := [tag for tag in tags if tag not in found]:
        for tag in missing:
            store.add(tag, new_token())
        found = store.get_many([PURGES, *tags])
    if purges is None or found.pop(PURGES, None) != purges:
        return None
    return found if len(found) == len(tags) else None


def renew(tags: Iterable[str], gone: Iterable[str] = ()) -> None:
    # Counted before: a token that is new already must not be found under the old count.
    if begin_counting() is None:
        store.count_up(PURGES)
    store.put_many(dict.fromkeys(tags, new_token()) | dict.fromkeys(gone, GONE))


def begin_counting() -> int | None:
    """The count where there was none, beyond what it can have been before; None where there is."""
    now = time.time_ns() // 1000
    return now if store.add(PURGES, now) else None


def new_token() -> int:
    return secrets.randbits(62) + 1
