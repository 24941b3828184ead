"""How well visitors find what they look for: the table of their queries, and its measure."""

import csv
import hashlib
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent / "queries.csv"
OTHER_KINDS = {"joined", "split", "code", "compound", "script", "soft hyphen", "translated"}


class Asked(NamedTuple):
    """What a visitor types, the slug of the page that must come first, and how it is put."""

    query: str
    slug: str
    kind: str

    @property
    def is_held_out(self) -> bool:
        """Whether it is among the third that nobody looks at while tuning. Never edit these."""
        return hashlib.sha256(self.query.encode()).digest()[0] % 3 == 0

    @property
    def is_of_another_kind(self) -> bool:
        """Whether it is put otherwise than in English words."""
        return self.kind in OTHER_KINDS

    @property
    def language(self) -> str:
        """The visitor's."""
        return "de" if self.kind == "translated" else "en"


def read_table() -> list[Asked]:
    with TABLE.open(newline="", encoding="utf-8") as file:
        return [Asked(**row) for row in csv.DictReader(file)]


def reciprocal_rank(slug: str, found: list[str]) -> float:
    """1 where `slug` is the first of the slugs found, 1/2 where the second, 0 where absent."""
    return 1 / (found.index(slug) + 1) if slug in found else 0.0


def mean(values) -> float:
    values = list(values)
    return sum(values) / len(values) if values else 0.0
