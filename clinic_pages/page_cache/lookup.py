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
    failures = store.failures()
    was_settled = owed.is_settled(failures)
    found = _read(key)
    is_settled = was_settled and failures == store.failures()
    if is_settled and (found.is_true or not owed.is_due()):
        return found
    # The server is there, but may not have heard of all purges: until it has, nothing is believed.
    return _read(key) if owed.settle() else found._replace(is_true=False, purges=None)


def _read(key: str) -> Found:
    # Before asking: another thread may learn of a later purge than the answer does.
    purges, known = _Memory.purges, _Memory.tags.get(key, ())
    values = store.get_many([key, PURGES, *known])
    entry = Entry(*values[key]) if key in values else None
    if entry and entry.tokens.keys() - set(known):
        values |= store.get_many(entry.tokens)
        _remember(key, tuple(entry.tokens))
    found = _compared(entry, values)
    if found.purges is None:
        return found._replace(purges=begin_counting())
    return found if _remembers(found.purges, purges) else found._replace(is_true=False, purges=None)


def _compared(entry: Entry | None, values: dict) -> Found:
    if entry is None:
        return Found(purges=values.get(PURGES))
    now = {tag: values.get(tag) for tag in entry.tokens}
    may_stand_in = not {None, GONE} & set(now.values())
    return Found(entry, now == entry.tokens, may_stand_in, values.get(PURGES))


def _remembers(counted: int, purges: int) -> bool:
    """Whether the server knows of all purges that it was told of: `purges`, if not more."""
    if counted < purges:
        store.put_many({ALL: new_token(), PURGES: purges + 1})
        return False
    _Memory.purges = max(_Memory.purges, counted)
    return True


def _remember(key: str, tags: tuple[str, ...]) -> None:
    if len(_Memory.tags) >= KNOWN_ADDRESSES:
        _Memory.tags.clear()
    _Memory.tags[key] = tags
