"""What waits for an editor: each subject says what of its own does, the admin's first screen shows
it all, by urgency."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import NamedTuple

from .registry import Registry


class Urgency(IntEnum):
    """In the order in which an editor reads them."""

    # Visitors read what is wrong, or do not read what they should.
    NOW = 0
    SOON = 1
    WHEN_THERE_IS_TIME = 2


class Need(NamedTuple):
    """words: what waits, as a sentence with its number. action: what the link says that leads to
    `url`, where an editor does something about it; "" without one, for what others do."""

    urgency: Urgency
    words: str
    url: str = ""
    action: str = ""


# {name: a function of the user that gives what waits for her}. It costs the same however many pages
# there are, give or take what the database counts.
NEEDS: Registry[str, Callable[..., Iterable[Need]]] = Registry()


def needs_of(user) -> list[Need]:
    """All that waits for `user`, the most urgent first."""
    found = (need for subject in NEEDS.values() for need in subject(user))
    return sorted(found, key=lambda need: need.urgency)
