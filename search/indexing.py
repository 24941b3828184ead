"""Writes the names by which the search knows pages, places and symptoms."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction
from django.db.models import Model
from wagtail.models import Page, get_page_models

from clinic_pages.lib.batches import in_batches
from clinic_pages.lib.index_words import index_words
from clinic_pages.lib.text_folding import plain
from clinic_pages.models import BodyArea, Symptom
from clinic_pages.pages.names import split_names

from .compounds import tails_of
from .known_names import (
    LONGEST_WORD,
    TAIL_LENGTH,
    KnownName,
    KnownWord,
    NameWord,
    WordPart,
    is_word,
)
from .page_texts import PageText, write_texts
from .words import stem

# What a name is to its page.
TITLE, ALTERNATE, FINDING, DESCRIPTION = "title", "alternate", "finding", "description"
CODE = "code"
DESCRIPTIONS = ("role", "lead", "summary", "search_description")
# The shortest parts of words by which they are found, in names and in long words of texts.
SHORTEST_OF_NAMES, SHORTEST_OF_TEXTS = 4, 5
LONG_WORD = re.compile(rf"\b[^\W\d_]{{9,{LONGEST_WORD}}}\b")
OWNERS = {Page: "page", BodyArea: "body_area", Symptom: "symptom"}


class Owned(NamedTuple):
    """The names of one object. owner: the field of KnownName in which its key stands."""

    owner: str
    pk: int
    names: list[tuple[str, str]]


def owner_of(obj: Model) -> str:
    return next(name for model, name in OWNERS.items() if isinstance(obj, model))


def names_of(obj: Model) -> list[tuple[str, str]]:
    """(role, text) of each name; [] for a draft."""
    if not isinstance(obj, Page):
        return [(FINDING, text) for text in (obj.name, *obj.alternate_name_list)]
    row = {name: getattr(obj, name) for name in _columns(type(obj))}
    return _names_in(row) if obj.live else []


def _names_in(row: dict) -> list[tuple[str, str]]:
    others = [(ALTERNATE, text) for text in split_names(row.get("alternate_names", ""))]
    others += [(CODE, code)] if (code := row.get("code")) else []
    said = [(DESCRIPTION, text) for name in DESCRIPTIONS if (text := row.get(name))]
    return [(TITLE, row["title"]), *others, *said]


def _columns(model: type[Page]) -> list[str]:
    has = {field.name for field in model._meta.get_fields()}
    return ["title", *({"alternate_names", "code", *DESCRIPTIONS} & has)]


# --- One object -----------------------------------------------------------------------------------


def write(obj: Model) -> None:
    """Makes the names of `obj` all that is known of it, where they differ from what is stored."""
    if isinstance(obj, Page) and type(obj) is not obj.specific_class:
        obj = obj.specific
    owned = Owned(owner_of(obj), obj.pk, names_of(obj))
    stored = KnownName.objects.filter(**{owned.owner: obj.pk}).order_by("pk")
    if owned.names != list(stored.values_list("role", "text")):
        replace([owned])


def forget(obj: Model) -> None:
    replace([Owned(owner_of(obj), obj.pk, [])])


# --- Many -----------------------------------------------------------------------------------------


@transaction.atomic
def replace(owned: list[Owned]) -> None:
    """For objects of one kind. As many queries for any number of them."""
    if not owned:
        return
    field = owned[0].owner
    stored = KnownName.objects.filter(**{f"{field}__in": [each.pk for each in owned]})
    before = _words(stored.exclude(role=DESCRIPTION).values_list("words", flat=True))
    # Words first: the database need not look for what a name takes along.
    NameWord.objects.filter(name__in=stored).delete()
    stored.delete()
    names = [
        KnownName(
            **{f"{field}_id": each.pk}, role=role, text=text, words=" ".join(index_words(text))
        )
        for each in owned
        for role, text in each.names
    ]
    KnownName.objects.bulk_create(names, batch_size=500)
    _write_words([name for name in names if name.role != DESCRIPTION])
    _forget_words(before - _words(name.words for name in names))


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in text.split()}


def _write_words(names: list[KnownName]) -> None:
    rows = [row for name in names for row in _rows_of(name)]
    NameWord.objects.bulk_create(rows, batch_size=500)
    words = {word for word in _words(name.words for name in names) if len(word) <= LONGEST_WORD}
    # In one order, so that two who write at the same time do not wait for each other.
    known = [
        KnownWord(word=each.encode(), stem=stem(each), length=len(each)) for each in sorted(words)
    ]
    KnownWord.objects.bulk_create(known, batch_size=500, ignore_conflicts=True)
    _write_parts(words, SHORTEST_OF_NAMES)


def _rows_of(name: KnownName) -> Iterable[NameWord]:
    words = name.words.split()
    for place, word in enumerate(words):
        tail = " ".join(words[place:])[:TAIL_LENGTH].encode()
        yield NameWord(
            name=name, page_id=name.page_id, place=place, stem=stem(word)[:LONGEST_WORD], tail=tail
        )


def _forget_words(words: set[str]) -> None:
    """Those of `words` that no name has any more. A query for each."""
    gone = [word.encode() for word in words if not NameWord.objects.filter(is_word(word)).exists()]
    if gone:
        KnownWord.objects.filter(word__in=gone).delete()


# --- Texts ----------------------------------------------------------------------------------------


def write_pages_texts(pages: list[Page]) -> None:
    """Stores what these pages say, and which long words they have."""
    _write_long_words(write_texts(pages))


def _write_long_words(texts: Iterable[str]) -> None:
    _write_parts(set(LONG_WORD.findall(plain("\n".join(texts)))), SHORTEST_OF_TEXTS)


def _write_parts(words: set[str], shortest: int) -> None:
    """Those of `words` that are new, with their parts of so many letters. Two queries at most."""
    known = WordPart.objects.filter(word__in=words).values_list("word", flat=True)
    rows = [
        WordPart(word=word, place=place, tail=tail.encode())
        for word in sorted(words.difference(known))
        for place, tail in tails_of(word, shortest)
    ]
    WordPart.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


# --- All ------------------------------------------------------------------------------------------


def write_all() -> int:
    """Writes everything anew. Returns the number of published pages."""
    KnownName.objects.all().delete()
    KnownWord.objects.all().delete()
    WordPart.objects.all().delete()
    for model in (BodyArea, Symptom):
        for some in in_batches(list(model.objects.all())):
            replace([Owned(owner_of(each), each.pk, names_of(each)) for each in some])
    pages = sum(_write_pages(model) for model in get_page_models())
    for some in in_batches(list(PageText.objects.values_list("pk", flat=True))):
        _write_long_words(PageText.objects.filter(pk__in=some).values_list("text", flat=True))
    return pages


def _write_pages(model: type[Page]) -> int:
    pages = model.objects.exact_type(model).live().order_by("pk")
    page_ids = list(pages.values_list("pk", flat=True))
    for some in in_batches(page_ids):
        write_pages(model, some)
    return len(page_ids)


def write_pages(model: type[Page], page_ids: list[int]) -> None:
    """Writes the names of these published pages, which are of the type `model`."""
    rows = model.objects.filter(pk__in=page_ids).values("pk", *_columns(model))
    replace([Owned("page", row["pk"], _names_in(row)) for row in rows])
