"""Finding a kept page, and whether it is still true."""

from typing import NamedTuple

from . import owed, store
from .entries import Entry
from .tokens import ALL, GONE, PURGES, begin_counting, new_token

# How many addresses a process knows the tags of: with them it asks once instead of twice.
KNOWN_ADDRESSES = 10_000


class Found(NamedTuple):
    """is_true: whether nothing on it has changed. may_stand_in: whether visitors may see it while
    the database is away. purges: how often anything was purged so far, None where nothing can be
    kept."""

    entry: Entry | None = None
    is_true: bool = False
    may_stand_in: bool = False
    purges: int | None = None


class _Memory:
    """Of this process. tags: {key: those of the entry}; purges: the most that were counted."""

    tags: dict[str, tuple[str, ...]] = {}
    purges = 0


def find(key: str) -> Found:
    try:
        return _find(key) if store.is_on() else Found()
    except store.Away:
        return Found()


def _find(key: str) -> Found:
    # Before asking: another thread may learn of a later purge than the answer does.
    purges, known = _Memory.purges, _Memory.tags.get(key, ())
    values = store.get_many([key, PURGES, *known])
    entry = Entry(*values[key]) if key in values else None
    if entry and entry.tokens.keys() - set(known):
        values |= store.get_many(entry.tokens)
        _remember(key, tuple(entry.tokens))
    found = _compared(entry, values)
    if _may_be_trusted(found, purges):
        return found if found.purges is not None else found._replace(purges=begin_counting())
    return found._replace(is_true=False, purges=None)


def _compared(entry: Entry | None, values: dict) -> Found:
    if entry is None:
        return Found(purges=values.get(PURGES))
    now = {tag: values.get(tag) for tag in entry.tokens}
    may_stand_in = not {None, GONE} & set(now.values())
    return Found(entry, now == entry.tokens, may_stand_in, values.get(PURGES))


def _may_be_trusted(found: Found, purges: int) -> bool:
    """Whether all that was purged is gone: nothing is owed to the server, and it has forgotten
    nothing. purges: how many there must have been."""
    if not owed.is_settled(is_hit=found.is_true):
        return False
    counted = found.purges or purges
    if counted < purges:
        store.put_many({ALL: new_token(), PURGES: purges + 1})
        return False
    _Memory.purges = max(_Memory.purges, counted)
    return True


def _remember(key: str, tags: tuple[str, ...]) -> None:
    if len(_Memory.tags) >= KNOWN_ADDRESSES:
        _Memory.tags.clear()
    _Memory.tags[key] = tags
