"""Which published texts name something in so many words: before it goes, and after it has another
name. No index knows of these; what only shows it by reference is not among them.

The database picks the few pages that have the longest word of the name anywhere in a text, so that
no others are read, however many there are.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from django.db.models import CharField, Field, Q, SlugField, TextField, URLField
from django.db.models.functions import Cast
from wagtail.blocks import CharBlock, RichTextBlock, TextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, get_page_models

from ..lib.passages import HEADING, passages_in, passages_of
from ..lib.raw_streams import leaves
from .mentions import NameIndex, sentence_ends

# Sentences that are shown of one page.
SENTENCES = 3
# Whose name it is, in an index.
WANTED, RIGHT = 0, 1
# Of the columns of all pages those that are words for search engines, and no name or address.
OF_ALL_PAGES = ("seo_title", "search_description")
WORD = re.compile(r"[A-Za-z0-9]{3,}")


class Sentence(NamedTuple):
    before: str
    words: str
    after: str


def naming(
    names: Iterable[str], but: Iterable[int] = (), longer: Iterable[str] = ()
) -> dict[int, list[Sentence]]:
    """{primary key of a published page: the first sentences of its own that have one of `names`}.

    but: of pages that are left out. longer: names that may have one of `names` in them, and are
    right as they are. A query for each type of pages.
    """
    names = [name for name in names if name.strip()]
    index = NameIndex([*((name, WANTED) for name in names), *((name, RIGHT) for name in longer)])
    found: dict[int, list[Sentence]] = defaultdict(list)
    if not index.owners:
        return found
    for model in get_page_models():
        for pk, values in _candidates(model, names, set(but)):
            for text in values:
                if len(found[pk]) < SENTENCES:
                    found[pk] += _sentences(text, index)[: SENTENCES - len(found[pk])]
    return {pk: sentences for pk, sentences in found.items() if sentences}


def _sentences(line: str, index: NameIndex) -> list[Sentence]:
    """Those that have a name, each once."""
    text = line.removeprefix(HEADING)
    ends = [0, *sentence_ends(text), len(text)]
    found: dict[int, Sentence] = {}
    for start, end, owner in index.found_in(text):
        begins, stops = ends[bisect_right(ends, start) - 1], ends[bisect_left(ends, end)]
        if owner == WANTED and begins not in found:
            found[begins] = Sentence(text[begins:start], text[start:end], text[end:stops])
    return list(found.values())


# --- Which pages, by the database ----------------------------------------------------------------


def _candidates(model: type[Page], names: list[str], but: set[int]) -> Iterator[tuple]:
    """(primary key, its texts) of the published ones that may name it."""
    fields = text_fields(model)
    if not fields:
        return
    condition, columns = Q(), {}
    for field in fields:
        columns[f"{field.name}_as_text"] = Cast(field.name, TextField())
        for name in names:
            condition |= _has(f"{field.name}_as_text", name)
    rows = model.objects.live().exclude(pk__in=but).annotate(**columns).filter(condition)
    for pk, *values in rows.order_by("pk").values_list("pk", *(field.name for field in fields)):
        yield pk, [text for each in zip(fields, values, strict=True) for text in _texts(*each)]


def _has(column: str, name: str) -> Q:
    """That the longest word of a name is there. Of other letters the whole name, also as JSON may
    have it."""
    longest = max(WORD.findall(name), key=len, default="")
    if longest:
        return Q(**{f"{column}__icontains": longest})
    escaped = json.dumps(name)[1:-1]
    return Q(**{f"{column}__icontains": name}) | Q(**{f"{column}__icontains": escaped})


@cache
def text_fields(model: type[Page]) -> tuple[Field, ...]:
    """Those of this type's own columns in which an editor writes prose."""
    if model is Page:
        return tuple(Page._meta.get_field(name) for name in OF_ALL_PAGES)
    return tuple(field for field in model._meta.local_fields if _is_prose(field))


def _is_prose(field: Field) -> bool:
    if isinstance(field, StreamField):
        return True
    is_text = isinstance(field, CharField | TextField)
    return is_text and not field.choices and not isinstance(field, SlugField | URLField)


# --- Their texts ---------------------------------------------------------------------------------


def _texts(field: Field, value) -> Iterator[str]:
    if isinstance(field, StreamField):
        for block, raw in leaves(field.stream_block, list(value.raw_data)):
            if isinstance(raw, str) and isinstance(block, RichTextBlock | CharBlock | TextBlock):
                yield from _lines(raw, isinstance(block, RichTextBlock))
    elif value:
        yield from _lines(value, isinstance(field, RichTextField))


def _lines(text: str, is_rich: bool) -> list[str]:
    return passages_in(text) if is_rich else passages_of(text)
