"""The blocks that a document asks for, before anything is made or found for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from .document import Element, Part, Picture, Table
from .richtext import is_prose


@dataclass(frozen=True)
class Wanted:
    """kind: of the block: "section", "therapy", "table" or "image"; elements: what stands in it."""

    kind: str
    elements: tuple[Element, ...]
    heading: str = ""
    therapy: str = ""


def blocks_of(parts: tuple[Part, ...]) -> list[Wanted]:
    """In the order of the file; under a therapy its tables and pictures follow its text."""
    return [
        block for part in parts for block in (_therapy(part) if part.therapy else _section(part))
    ]


def _therapy(part: Part) -> Iterator[Wanted]:
    prose = tuple(each for each in part.elements if is_prose(each))
    yield Wanted("therapy", prose, part.heading, part.therapy)
    yield from (_alone(each) for each in part.elements if not is_prose(each))


def _section(part: Part) -> Iterator[Wanted]:
    groups = [(prose, tuple(each)) for prose, each in groupby(part.elements, is_prose)]
    if part.heading and not (groups and groups[0][0]):
        yield Wanted("section", (), part.heading)
    for place, (prose, elements) in enumerate(groups):
        if prose:
            yield Wanted("section", elements, part.heading if place == 0 else "")
        else:
            yield from map(_alone, elements)


def _alone(element: Table | Picture) -> Wanted:
    return Wanted("table" if isinstance(element, Table) else "image", (element,))
