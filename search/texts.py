"""What visitors read on pages beside their titles, the words included that their blocks show of
other pages."""

import re
from bisect import bisect
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from wagtail.models import Page

from clinic_pages.lib.facts import hangs_on_index, known_of_each
from clinic_pages.lib.index_words import readable
from clinic_pages.lib.passages import HEADING
from clinic_pages.lib.references import pages_referred_to
from clinic_pages.lib.visibility import public

from .page_texts import PageText

# No sentence ends with "Dr.", "e.g." or "z. B.", nor within "3.5".
NO_END = "".join(rf"(?<!\b{each})" for each in (r"\w", "Dr", "Mr", "Mrs", "Ms", "St", "ca", "Nr"))
END = re.compile(rf"(?:[!?…]|{NO_END}\.)+[\"'”’»)]*(?=\s|$)|[。！？]+|\n", re.IGNORECASE)


class Sentence(NamedTuple):
    """line: the number of the paragraph, heading or item in which it stands"""

    text: str
    folded: str
    line: int
    is_heading: bool


class Text:
    """Of one page. Queries share it, and what has once been made of it."""

    def __init__(self, text: str):
        self.text = text

    @cached_property
    def folded(self) -> str:
        return readable(self.text)

    @cached_property
    def _ends(self) -> list[int]:
        return [end.start() for end in END.finditer(self.folded)]

    def sentence_of(self, start: int, end: int) -> int | None:
        """The number of the sentence that `folded` has from `start` to `end`; None for a part of
        two."""
        first = bisect(self._ends, start)
        return first if first == bisect(self._ends, end - 1) else None

    @cached_property
    def sentences(self) -> list[Sentence]:
        lines = enumerate(self.text.split("\n"))
        return [sentence for number, line in lines for sentence in _sentences(line, number)]


NO_TEXT = Text("")


def _sentences(line: str, number: int) -> list[Sentence]:
    if line.startswith(HEADING):
        text = line.removeprefix(HEADING)
        return [Sentence(text, readable(text), number, True)]
    starts = [0, *(end.end() for end in END.finditer(line))]
    parts = (
        line[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)
    )
    return [Sentence(part, readable(part), number, False) for part in parts if part]


def texts_of(page_ids: Iterable[int]) -> dict[int, Text]:
    """Of each of these pages; of one that names what is hidden from visitors none. No query for
    those that are known."""
    return known_of_each(_load, page_ids)


@hangs_on_index
def _load(page_ids: list[int]) -> dict[int, Text]:
    """Three queries, and one where a private page has aliases.

    The text of a page that has just been hidden may still be stored, until a background task has
    written it anew.
    """
    named = pages_referred_to(page_ids)
    seen = public(Page.objects.live()).filter(pk__in={target for _page, target in named})
    visible = set(seen.values_list("pk", flat=True))
    doubtful = {page for page, target in named if target not in visible}
    certain = [pk for pk in page_ids if pk not in doubtful]
    found = dict(PageText.objects.filter(page__in=certain).values_list("page", "text"))
    return {pk: Text(found[pk]) if pk in found else NO_TEXT for pk in page_ids}
