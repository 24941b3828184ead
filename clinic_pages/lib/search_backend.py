"""Wagtail's search in the database, with words that are compared as all names are.

A site names it in WAGTAILSEARCH_BACKENDS: then the admin's lists and choosers find "Ménière’s" by
"menieres", whatever the database takes for a letter. `entries_written` follows what it writes.
"""

import copy
from functools import cache, partial

from django.dispatch import Signal
from wagtail.search.backends import database
from wagtail.search.index import AutocompleteField, RelatedFields, SearchField

from .index_words import as_asked, for_index, index_words

# What databases read of an object; by other fields they filter its own table.
READ = SearchField | AutocompleteField | RelatedFields
# sender: a model; objects: a list of it, whose entries were written.
entries_written = Signal()


def SearchBackend(params):
    return _folding(type(database.SearchBackend(params)))(params)


@cache
def _folding(backend: type) -> type:
    """The same backend, which folds what it stores and what it is asked for."""
    index = type("FoldingIndex", (FoldingIndex, backend.index_class), {})
    return type("FoldingBackend", (FoldingBackend, backend), {"index_class": index})


class FoldingBackend:
    def _search(self, query_compiler_class, query, model_or_queryset, **options):
        folded = _folded_query(query)
        return super()._search(query_compiler_class, folded, model_or_queryset, **options)


def _folded_query(query):
    """query: a text, or one of Wagtail's query objects, of any shape."""
    if isinstance(query, str):
        return as_asked(index_words(query))
    made = copy.copy(query)
    if hasattr(query, "query_string"):
        # Of signs alone nothing is left, and no object may ask for nothing.
        made.query_string = _folded_query(query.query_string) or query.query_string
    if hasattr(query, "subqueries"):
        made.subqueries = [_folded_query(each) for each in query.subqueries]
    if hasattr(query, "subquery"):
        made.subquery = _folded_query(query.subquery)
    return made


class FoldingIndex:
    def add_items(self, model, objs):
        objects = list(objs)
        super().add_items(model, [_Folded(each) for each in objects])
        entries_written.send(sender=model, objects=objects)


class _Folded:
    """An object as the index reads it."""

    def __init__(self, obj):
        self.pk = obj.pk
        fields = (field for field in obj.get_search_fields() if isinstance(field, READ))
        self._fields = [_folded_field(field, obj) for field in fields]

    def get_search_fields(self) -> list:
        return self._fields


def _folded_field(field, obj):
    """The same field, which gives the folded words of `obj`, and reads them once."""
    made = copy.copy(field)
    if isinstance(field, RelatedFields):
        made.fields = [_of_each(each) for each in field.fields]
        made.get_value = lambda _folded_obj: field.get_value(obj)
    else:
        read = cache(partial(_read, field, obj))
        made.get_value = lambda _folded_obj: read()
    return made


def _of_each(field):
    """The same field of whatever object it is asked about."""
    made = copy.copy(field)
    made.get_value = partial(_read, field)
    return made


def _read(field, obj) -> str:
    return for_index(_text(field.get_value(obj)))


def _text(value) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(_text, value))
    return _text(list(value.values())) if isinstance(value, dict) else str(value)
