"""Pages and pictures that many pages show: loaded in bulk, and known until something changes."""

from collections.abc import Callable, Iterable
from functools import cache, wraps

from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from .aliases import source_of, without_repeats
from .copies import copied
from .facts import fact, known_of_each
from .languages import are_several, in_bulk, version_for
from .stand_in import as_published, in_place_of, is_standing_in
from .visibility import public

# Where modelcluster keeps what a form or a revision says, and Django what was loaded in bulk.
IN_MEMORY = ("_cluster_related_objects", "_prefetched_objects_cache")


def shown(model: type[Model], keys: Iterable, image_field: str = "") -> list:
    """The instances with these primary keys, without those that do not exist; see `shown_at`."""
    return [each for each in shown_at(model, keys, image_field) if each is not None]


def shown_on(page, model: type[Model], keys: Iterable, image_field: str = "") -> list:
    """What visitors of `page` see of what was chosen there: each once, in the language of the page
    where its translation is published. Not whether they may see it."""
    versions = (version_for(page, each) for each in shown(model, keys, image_field))
    return list({each.pk: each for each in versions}.values())


def shown_instead(page, loaded: Model | None):
    """The same of one that is there already, or None. No query where there is one language."""
    if loaded is None or not are_several():
        return in_place_of(loaded)
    return next(iter(shown_on(page, type(loaded), [loaded.pk])), None)


def shown_at(model: type[Model], keys: Iterable, image_field: str = "") -> list:
    """The instance with each of these primary keys, or None; in a preview the stand-in for it.

    A copy each, since a page that shows one twice must not share an instance. Two queries at most,
    and none for what is known; their translations come with them (`languages.version_for`). What
    lies in StreamFields is not loaded, all renditions of images are.

    image_field: name of the foreign key to an image that is shown with it, if any
    """
    keys = list(keys)
    known = known_of_each(loader(model, image_field), [pk for pk in keys if pk is not None])
    return [in_place_of(copied(known.get(pk))) for pk in keys]


@cache
def loader(model: type[Model], image_field: str) -> Callable[[list], dict]:
    """How to load some by their primary keys."""
    streams = [each.name for each in model._meta.get_fields() if isinstance(each, StreamField)]

    def load(keys: list) -> dict:
        found = model._default_manager.defer(*streams)
        if image_field:
            found = found.select_related(image_field)
            found = found.prefetch_related(f"{image_field}__renditions")
        elif issubclass(model, AbstractImage):
            found = found.prefetch_related("renditions")
        return in_bulk(found, keys)

    return load


def shown_below(model: type[Page], path: str, most: int, image_field: str = "") -> list:
    """The first published, public pages of this type below the one at `path`, each once, in the
    order of the tree; in a preview with the stand-in among them."""
    if is_standing_in():
        return list(as_published(_below(model, path))[:most])
    return shown(model, first_below(model, path, most), image_field)


@fact
def first_below(model: type[Page], path: str, most: int) -> list[int]:
    """The primary keys of these."""
    return list(_below(model, path).live().values_list("pk", flat=True)[:most])


def fact_but_in_previews(ask: Callable) -> Callable:
    """A fact, for what hangs on the stand-in where there is one: then it is asked for anew."""
    known = fact(ask)

    @wraps(ask)
    def answer(*about):
        return ask(*about) if is_standing_in() else known(*about)

    return answer


def chosen_in(page, relation: str, field: str) -> list[int]:
    """The primary keys that an editor chose in the rows of a child relation, in the editor's order:
    as they are in memory, else as they are stored. No query for what is known."""
    if any(relation in (getattr(page, memory, None) or {}) for memory in IN_MEMORY):
        return [getattr(row, f"{field}_id") for row in getattr(page, relation).all()]
    return stored_choices(page._meta.get_field(relation).related_model, page.pk, field)


@fact
def stored_choices(rows: type[Model], pk: int, field: str) -> list[int]:
    owner = next(each.name for each in rows._meta.fields if isinstance(each, ParentalKey))
    return list(rows.objects.filter(**{owner: pk}).values_list(field, flat=True))


def _below(model: type[Page], path: str):
    pages = model.objects.filter(path__startswith=path).exclude(path=path)
    return without_repeats(public(pages.order_by("path")))


def shown_pages(keys: Iterable[int]) -> dict[int, Page]:
    """{primary key: page of its own type} of any pages, as they are stored. A query for each type;
    none for what is known. Not to be changed: all share them."""
    return known_of_each(load_pages, keys)


def load_pages(keys: list[int]) -> dict[int, Page]:
    return in_bulk(Page.objects.defer_streamfields().specific(), keys)


def canonical(page: Page) -> Page:
    """The page whose address is that of what `page` says: itself, but for an alias whose source
    visitors find."""
    source = source_of(page)
    return shown_pages([source.pk]).get(source.pk, page) if source else page


def led_to_sources(pages: Iterable[Page]) -> list[Page]:
    """The entries of a menu, each once: an alias leads to its source. Changes `pages`."""
    found: dict[int, Page] = {}
    for page in pages:
        source = source_of(page)
        entry = copied(canonical(page)) if source and source.is_beside else page
        kept = found.setdefault(entry.pk, entry)
        kept.show_in_menus = page.show_in_menus or (kept is not entry and kept.show_in_menus)
    return list(found.values())
