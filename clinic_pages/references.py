"""Which pages name which: Wagtail's ReferenceIndex, asked for the references that show a name."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from .facets import NAME, facets_at


def naming(source: type[Page], *, sources=None, targets=None) -> set[tuple[int, int]]:
    """(source's pk, target's pk) for each page that a page of type `source` shows the name of.

    Drafts that were never published count as well. sources: primary keys or a queryset, targets:
    primary keys, to restrict the answer to; one of them must be given. One query.
    """
    if not (isinstance(sources, QuerySet) or sources or targets):
        return set()
    any_page = ContentType.objects.get_for_model(Page)
    rows = ReferenceIndex.objects.filter(
        # With the base the database finds the sources by an index.
        base_content_type=any_page,
        content_type=ContentType.objects.get_for_model(source),
        to_content_type=any_page,
    )
    if sources is not None:
        rows = rows.filter(object_id__in=_as_stored(sources))
    if targets is not None:
        rows = rows.filter(to_object_id__in=_as_stored(targets))
    found = rows.values_list("object_id", "to_object_id", "model_path")
    return {(int(a), int(b)) for a, b, path in found if NAME in facets_at(source, path)}


def _as_stored(pages):
    """Primary keys as text, as the index keeps them. Those of a queryset stay in the database."""
    if isinstance(pages, QuerySet):
        return pages.order_by().annotate(key=Cast("pk", CharField())).values("key")
    return [str(pk) for pk in pages]


def referring_at(path: str, pages: QuerySet) -> set[int]:
    """The primary keys of those of `pages`, all of one type, that refer to something at `path`.

    path: a ReferenceIndex.model_path. One query.
    """
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        content_type=ContentType.objects.get_for_model(pages.model),
        object_id__in=_as_stored(pages),
        model_path=path,
    )
    return {int(pk) for pk in rows.values_list("object_id", flat=True)}


def named_by(source: type[Page], pages: QuerySet) -> set[int]:
    """The primary keys of the pages that `pages`, all of type `source`, show the names of.

    For any number of `pages`, which stay in the database. One query.
    """
    rows = ReferenceIndex.objects.filter(
        content_type=ContentType.objects.get_for_model(source),
        to_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=_as_stored(pages),
    )
    found = rows.values_list("to_object_id", "model_path").distinct()
    return {int(pk) for pk, path in found if NAME in facets_at(source, path)}


def tree_of(path: str) -> str:
    """The path of the site's front, or of its front in one language, that the page at `path` lies
    under: a page lists what names it in its own tree only."""
    return path[: 2 * Page.steplen]


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
    therapy = ContentType.objects.get_by_natural_key("clinic_pages", "therapypage")
    found = Page.objects.filter(pk__in=named, content_type=therapy).order_by("pk")
    return list(found.values_list("pk", flat=True))


def _page_references(page: Page) -> Iterator[tuple[str, str]]:
    """(pk, where it stands) for each reference of `page` to a page."""
    any_page = ContentType.objects.get_for_model(Page).pk
    for type_id, pk, path, _content_path in ReferenceIndex._extract_references_from_object(page):
        if type_id == any_page:
            yield pk, path
