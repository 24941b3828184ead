"""Who refers to what: all that is asked of Wagtail's ReferenceIndex."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, IntegerField, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, get_page_models

from .facets import NAME, facets_at


class Reference(NamedTuple):
    """One place in a page that refers to an object."""

    obj: Model
    page_id: int
    model: type
    # As in ReferenceIndex: "body.therapy.therapy" and "body.<block's id>.therapy".
    model_path: str
    content_path: str

    @property
    def facets(self) -> frozenset[str]:
        """What the page shows of the object here."""
        return facets_at(self.model, self.model_path)


def content_type_of(model: type[Model]) -> ContentType:
    """That under which the index keeps it: pages are kept under Page, whatever their type."""
    return ContentType.objects.get_for_model(Page if issubclass(model, Page) else model)


def any_page() -> ContentType:
    return ContentType.objects.get_for_model(Page)


@cache
def built_on(model: type[Page]) -> tuple[type[Page], ...]:
    """`model` and the page types of any host that inherit from it."""
    return tuple(each for each in get_page_models() if issubclass(each, model))


def types_of(model: type[Page]) -> list[int]:
    """The primary keys of the content types of `model` and of what is built on it."""
    return [each.pk for each in ContentType.objects.get_for_models(*built_on(model)).values()]


def tree_of(path: str) -> str:
    """The path of the site's front, or of its front in one language, that the page at `path` lies
    under: a page lists what names it in its own tree only."""
    return path[: 2 * Page.steplen]


def _as_stored(pages):
    """Primary keys as text, as the index keeps them. Those of a queryset stay in the database."""
    if isinstance(pages, QuerySet):
        return pages.order_by().annotate(key=Cast("pk", CharField())).values("key")
    return [str(pk) for pk in pages]


# --- Which pages name which ----------------------------------------------------------------------


def naming(source: type[Page], *, sources=None, targets=None) -> set[tuple[int, int]]:
    """(source's pk, target's pk) for each page that a page of type `source` shows the name of.

    Drafts that were never published count as well. sources: primary keys or a queryset, targets:
    primary keys, to restrict the answer to; one of them must be given. One query.
    """
    if not (isinstance(sources, QuerySet) or sources or targets):
        return set()
    rows = ReferenceIndex.objects.filter(
        # With the base the database finds the sources by an index.
        base_content_type=any_page(),
        content_type__in=types_of(source),
        to_content_type=any_page(),
    )
    if sources is not None:
        rows = rows.filter(object_id__in=_as_stored(sources))
    if targets is not None:
        rows = rows.filter(to_object_id__in=_as_stored(targets))
    found = rows.values_list("object_id", "to_object_id", "content_type_id", "model_path")
    return {(int(a), int(b)) for a, b, type_id, path in found if _shows_name(type_id, path)}


def _shows_name(type_id: int, path: str) -> bool:
    model = ContentType.objects.get_for_id(type_id).model_class()
    return model is not None and NAME in facets_at(model, path)


def unreferenced(pages: QuerySet, source: type[Page]) -> QuerySet:
    """Those of `pages` that no page of type `source` refers to, in whatever language."""
    versions = pages.model.objects.filter(translation_key=OuterRef(OuterRef("translation_key")))
    rows = ReferenceIndex.objects.filter(
        content_type__in=types_of(source),
        to_content_type=any_page(),
        to_object_id__in=_as_stored(versions),
    )
    return pages.exclude(Exists(rows))


def named_by(source: type[Page], pages: QuerySet) -> set[int]:
    """The primary keys of the pages that `pages`, all of type `source`, show the names of.

    For any number of `pages`, which stay in the database. One query.
    """
    rows = ReferenceIndex.objects.filter(
        content_type__in=types_of(source),
        to_content_type=any_page(),
        object_id__in=_as_stored(pages),
    )
    found = rows.values_list("to_object_id", "content_type_id", "model_path").distinct()
    return {int(pk) for pk, type_id, path in found if _shows_name(type_id, path)}


def referring_at(paths: Iterable[str], pages: QuerySet) -> set[int]:
    """The primary keys of those of `pages` that refer to something at one of `paths`.

    paths: as in ReferenceIndex.model_path. One query.
    """
    rows = ReferenceIndex.objects.filter(
        base_content_type=any_page(),
        content_type__in=types_of(pages.model),
        object_id__in=_as_stored(pages),
        model_path__in=list(paths),
    )
    return {int(pk) for pk in rows.values_list("object_id", flat=True)}


def referring_pages(paths: Iterable[str], target: Page | None = None) -> QuerySet:
    """The primary keys of the pages that refer at one of `paths` to a page, or to `target`: a
    subquery."""
    rows = ReferenceIndex.objects.filter(
        base_content_type=any_page(), to_content_type=any_page(), model_path__in=list(paths)
    )
    if target is not None:
        rows = rows.filter(to_object_id=str(target.pk))
    return rows.values_list(Cast("object_id", IntegerField()))


# --- Who refers to an object ---------------------------------------------------------------------


def references_to(objects: Iterable[Model], facets) -> list[Reference]:
    """The places in pages, published or not, that show one of these facets of `objects`.

    objects: pages, or instances of one other model. One query.
    """
    by_pk = {str(obj.pk): obj for obj in objects}
    rows = ReferenceIndex.objects.filter(base_content_type=any_page(), to_object_id__in=by_pk)
    if by_pk:
        rows = rows.filter(to_content_type=content_type_of(type(next(iter(by_pk.values())))))
    found = (
        Reference(by_pk[pk], int(page_id), model, model_path, content_path)
        for pk, page_id, type_id, model_path, content_path in rows.values_list(
            "to_object_id", "object_id", "content_type_id", "model_path", "content_path"
        )
        if (model := ContentType.objects.get_for_id(type_id).model_class())
    )
    return [reference for reference in found if reference.facets & facets]


def rows_to(keys: Iterable[tuple[int, str]]) -> Iterable[tuple[int, str, str, int, str]]:
    """(type, pk, path, type of the source, pk of the source) for each reference to one of `keys`.

    keys: (primary key of a content type, primary key as text). One query, none for no keys.
    """
    by_type = defaultdict(list)
    for type_id, pk in keys:
        by_type[type_id].append(pk)
    condition = Q()
    for type_id, pks in by_type.items():
        condition |= Q(to_content_type_id=type_id, to_object_id__in=pks)
    rows = ReferenceIndex.objects.filter(condition) if by_type else ReferenceIndex.objects.none()
    return rows.values_list(
        "to_content_type_id", "to_object_id", "model_path", "content_type_id", "object_id"
    ).iterator()


def pages_bringing(image) -> set[int]:
    """Primary keys of the pages that themselves refer to `image`."""
    references = ReferenceIndex.get_references_to(image).filter(base_content_type=any_page())
    return {int(pk) for pk in references.values_list("object_id", flat=True)}


def images_on(page_ids: Iterable[int]) -> dict[int, list[int]]:
    """{page: its images}, in the order in which the index has them. One query."""
    rows = ReferenceIndex.objects.filter(
        base_content_type=any_page(),
        object_id__in=_as_stored(page_ids),
        to_content_type=ContentType.objects.get_for_model(get_image_model()),
    ).order_by("pk")
    found: dict[int, dict[int, None]] = defaultdict(dict)
    for page, image in rows.values_list("object_id", "to_object_id"):
        found[int(page)][int(image)] = None
    return {page: list(images) for page, images in found.items()}


def pages_referred_to(page_ids: Iterable[int]) -> list[tuple[int, int]]:
    """(page, page that it refers to in any way) for each of these pages. One query."""
    rows = ReferenceIndex.objects.filter(
        base_content_type=any_page(),
        to_content_type=any_page(),
        object_id__in=_as_stored(page_ids),
    )
    return [(int(page), int(pk)) for page, pk in rows.values_list("object_id", "to_object_id")]


# --- Of a page as it is in memory ----------------------------------------------------------------


def referred_to(page: Page) -> set[int]:
    """The primary keys of the pages that `page`, as it is in memory, links to or shows."""
    return {int(pk) for pk, _path in _page_references(page) if pk.isdecimal()}


def named_in_body(page: Page) -> set[int]:
    """The primary keys of the pages whose names the body of `page` shows, as it is in memory."""
    references = page._meta.get_field("body").stream_block.extract_references(page.body)
    return {
        int(pk)
        for model, pk, path, _content_path in references
        if issubclass(model, Page) and NAME in facets_at(type(page), f"body.{path}")
    }


def named_therapies(page: Page) -> list[int]:
    """The primary keys of the therapies whose names `page` shows, as it is in memory, in order."""
    named = {pk for pk, path in _page_references(page) if NAME in facets_at(type(page), path)}
    if not named:
        return []
    found = Page.objects.filter(pk__in=named, content_type__in=therapy_types()).order_by("pk")
    return list(found.values_list("pk", flat=True))


def therapy_types() -> list[int]:
    return types_of(apps.get_model("clinic_pages", "TherapyPage"))


def _page_references(page: Page) -> Iterator[tuple[str, str]]:
    """(pk, where it stands) for each reference of `page` to a page."""
    page_type = any_page().pk
    for type_id, pk, path, _content_path in ReferenceIndex._extract_references_from_object(page):
        if type_id == page_type:
            yield pk, path
