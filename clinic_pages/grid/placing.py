"""Where on a page a block goes, as it is done elsewhere; a therapy beside the other therapies, in
the order that pages have.

A page's body is read as labels here: the primary key of a therapy for its block, the block's type
for any other.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

Label = int | str


class Usual(NamedTuple):
    """How it is done elsewhere.

    pages: the labels of pages that have therapies. therapies, types: which comes first where pages
    do not say; name: that of therapy blocks among the types.
    """

    pages: list[list[Label]]
    therapies: list[int]
    types: list[str]
    name: str


def labels_of(body: Iterable[dict], names: set[str]) -> list[Label]:
    """body: as stored; names: what therapy blocks are called."""
    return [_label(block, names) for block in body]


def _label(block: dict, names: set[str]) -> Label:
    if block["type"] not in names:
        return block["type"]
    # Whose therapy was deleted has a block that says nothing of any order.
    return block["value"].get("therapy") or block["type"]


def place_for(placed: Label, body: list[Label], usual: Usual) -> int:
    """Before which block of `body` it goes; the number of blocks for the end."""
    beside = [at for at, label in enumerate(body) if isinstance(label, int)]
    if isinstance(placed, str):
        weights = _weights(_votes(usual.pages, placed), placed, body, usual)
        places = list(range(len(body) + 1))
    elif beside:
        weigh = _weigher(_votes(usual.pages, placed), placed, usual.therapies)
        weights = [weigh(label) if isinstance(label, int) else 0 for label in body]
        places = [beside[0], *(at + 1 for at in beside)]
    else:
        weights = _weights(_votes_of_first(usual.pages), usual.name, body, usual)
        places = list(range(len(body) + 1))
    return min(places, key=lambda place: (_objections(weights, place), -place))


def _weights(votes: Counter, own: str, body: list[Label], usual: Usual) -> list[float]:
    """Of each block, where a block of the type `own` is placed among all kinds of them."""
    weigh = _weigher(votes, own, usual.types)
    return [
        votes[label] or weigh(usual.name if isinstance(label, int) else label) for label in body
    ]


def _objections(weights: list[float], place: int) -> float:
    before, after = weights[:place], weights[place:]
    return sum(max(0, each) for each in before) + sum(max(0, -each) for each in after)


def _weigher(votes: Counter, own: Label, order: list) -> Callable[[Label], float]:
    """Gives the weight of a label: positive where what is placed comes before it. The order counts
    half a vote, where there is none."""
    numbers = {label: number for number, label in enumerate(order)}
    place = numbers.get(own, len(order))

    def weigh(label: Label) -> float:
        return votes[label] or (0.5 if numbers.get(label, -1) > place else -0.5)

    return weigh


def _votes(pages: list[list[Label]], placed: Label) -> Counter:
    """{label: on how many more pages that which is placed stands before it than behind it}."""
    votes: Counter = Counter()
    for body in pages:
        if placed in body:
            _count(votes, body, body.index(placed))
    return votes


def _votes_of_first(pages: list[list[Label]]) -> Counter:
    """The same for whatever therapy is the first of a page."""
    votes: Counter = Counter()
    for body in pages:
        first = next((at for at, label in enumerate(body) if isinstance(label, int)), None)
        if first is not None:
            _count(votes, body, first)
    return votes


def _count(votes: Counter, body: list[Label], place: int) -> None:
    for label in set(body):
        votes[label] += 1 if place < body.index(label) else -1
