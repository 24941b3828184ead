"""What the search index has of pages beside their titles, the words included that their blocks show
of other pages."""

import re
from bisect import bisect
from collections.abc import Iterable
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, get_page_models
from wagtail.search.models import IndexEntry

from clinic_pages.lib.facts import hangs_on_index, known_of_each
from clinic_pages.lib.references import pages_referred_to
from clinic_pages.lib.text_folding import plain
from clinic_pages.lib.visibility import public

END = re.compile(r"[.!?\n]")
# PostgreSQL has vectors in `body`, and the text beside them.
TEXT_FIELD = "body_text" if hasattr(IndexEntry, "body_text") else "body"


class Text:
    """Of one page. Queries share it, and what has once been made of it."""

    def __init__(self, text: str):
        self.text = text

    @cached_property
    def folded(self) -> str:
        return plain(self.text)

    @cached_property
    def _ends(self) -> list[int]:
        return [end.start() for end in END.finditer(self.folded)]

    def sentence_of(self, start: int, end: int) -> int | None:
        """The number of the sentence that `folded` has from `start` to `end`; None for a part of
        two."""
        first = bisect(self._ends, start)
        return first if first == bisect(self._ends, end - 1) else None


NO_TEXT = Text("")


def texts_of(page_ids: Iterable[int]) -> dict[int, Text]:
    """Of each of these pages; of one that names what is hidden from visitors none. No query for
    those that are known."""
    return known_of_each(_load, page_ids)


@hangs_on_index
def _load(page_ids: list[int]) -> dict[int, Text]:
    """Three queries, and one where a private page has aliases.

    The text of a page that has just been hidden may still stand in the index, until a background
    task has written the entry anew.
    """
    named = pages_referred_to(page_ids)
    seen = public(Page.objects.live()).filter(pk__in={target for _page, target in named})
    visible = set(seen.values_list("pk", flat=True))
    doubtful = {page for page, target in named if target not in visible}
    found = _indexed([pk for pk in page_ids if pk not in doubtful])
    return {pk: Text(found[pk]) if pk in found else NO_TEXT for pk in page_ids}


def _indexed(page_ids: list[int]) -> dict[int, str]:
    """{} where no database keeps the index."""
    types = ContentType.objects.get_for_models(*get_page_models()).values()
    entries = IndexEntry.objects.filter(
        content_type__in=[each.pk for each in types],
        object_id__in=[str(pk) for pk in page_ids],
    )
    # Of PostgreSQL's vectors nobody wants anything here.
    entries = entries.only("object_id", TEXT_FIELD)
    return {int(entry.object_id): getattr(entry, TEXT_FIELD) or "" for entry in entries}
