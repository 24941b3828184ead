"""Makes sites of any size: pages flow through, a batch at a time, and none is kept.

What is stored is what would have been, had each page been published on its own: rows of the page
tree, entries of the reference index, of lists and of the search. `tests/project/test_benchmarks.py`
looks.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from modelsearch.backends import get_search_backends
from wagtail.models import Page, ReferenceIndex

from clinic_pages.finding.keeping import write_for
from clinic_pages.models import ConditionPage, TherapyPage
from search.indexing import write_pages

BATCH_SIZE = 500


def conditions(
    numbers: Iterable[int], shown_on: Callable[[int], Iterable[TherapyPage]]
) -> Iterator[ConditionPage]:
    """New condition pages, not stored yet.

    shown_on: the therapies that condition `number` has a block for.
    """
    for number in numbers:
        text = f"<p>What there is to say about condition {number}, in a sentence or two.</p>"
        blocks = [("therapy", {"therapy": therapy}) for therapy in shown_on(number)]
        yield ConditionPage(
            title=f"Condition {number}",
            slug=f"condition-{number}",
            summary=f"Condition {number} in short.",
            body=[("section", {"heading": "What is it?", "text": text}), *blocks],
        )


def plant(parent: Page, pages: Iterable[Page], searchable: bool = True) -> None:
    """Stores `pages`, all of one type, as published under `parent`, which has lost no child yet.

    searchable: with entries in the search, which take most of the time.
    """
    pages = iter(pages)
    while batch := list(islice(pages, BATCH_SIZE)):
        _place(batch, parent)
        _insert(batch)
        _index_references(batch)
        if isinstance(batch[0], ConditionPage):
            write_for([page.pk for page in batch])
        if searchable:
            _index_for_search(batch)
        parent.numchild += len(batch)
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)


def _place(batch: list[Page], parent: Page) -> None:
    content_type = ContentType.objects.get_for_model(type(batch[0]))
    now = timezone.now()
    for step, page in enumerate(batch, start=parent.numchild + 1):
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, step)
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.content_type, page.locale = content_type, parent.locale
        page.draft_title = page.title
        page.first_published_at = page.last_published_at = now


def _insert(batch: list[Page]) -> None:
    """A row in each of the type's tables. `bulk_create` refuses to: it would need the first table's
    keys for the second. They are known here, between the two."""
    names = [field.attname for field in Page._meta.local_concrete_fields]
    rows = [Page(**{name: getattr(page, name) for name in names}) for page in batch]
    for page, row in zip(batch, Page.objects.bulk_create(rows), strict=True):
        page.pk = page.id = row.pk
        page._state.adding = False
    manager = type(batch[0])._base_manager
    manager._insert(batch, fields=manager.model._meta.local_concrete_fields, using=manager.db)


def _index_references(batch: list[Page]) -> None:
    types = ContentType.objects.get_for_models(Page, type(batch[0]))
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=types[type(page)],
            base_content_type=types[Page],
            object_id=page.pk,
            to_content_type_id=to_type,
            to_object_id=to_pk,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for page in batch
        for to_type, to_pk, model_path, content_path in _references(page)
    )


def _index_for_search(batch: list[Page]) -> None:
    write_pages(type(batch[0]), [page.pk for page in batch])
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(type(batch[0]), batch)


def _references(page: Page) -> set[tuple]:
    return set(ReferenceIndex._extract_references_from_object(page))
