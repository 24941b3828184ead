"""Which page an address below another one leads to, with few questions to the database."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.query import PageQuerySet

from ..lib.copies import copied
from ..lib.facts import fact

# Of more pages with children under one parent, some are looked for as Wagtail does.
MOST_BRANCHES = 50


def child_called(parent: Page, slug: str) -> Page | None:
    """The specific page with this slug right under `parent`; None where only Wagtail's own way of
    finding it can tell."""
    branch = branches(parent.path).get(slug)
    child = copied(branch) or _leaf(parent, slug) or _known_leaf(parent, slug)
    if child is not None:
        # Treebeard's own memory, which spares Wagtail's `get_parent` a query.
        child._cached_parent_obj = parent
    return child


@fact
def branches(path: str) -> dict[str, Page]:
    """{slug: specific page} of the pages right under the one at `path` that have children."""
    below = right_below(path).filter(numchild__gt=0).order_by("path")
    return {page.slug: page for page in below[:MOST_BRANCHES].specific()}


@fact
def leaves(path: str) -> dict[str, tuple[int, int]]:
    """{slug: (primary key, content type)} of the pages right below the one at `path` that have no
    children, drafts too; one more than MOST_BRANCHES at most."""
    below = right_below(path).filter(numchild=0).order_by()
    rows = below.values_list("slug", "pk", "content_type")[: MOST_BRANCHES + 1]
    return {slug: (pk, kind) for slug, pk, kind in rows}


def is_missing(path: str, slug: str) -> bool:
    """Whether the page at `path` surely has no child with this slug. No query for what is known."""
    known = branches(path), leaves(path)
    is_all = len(known[0]) < MOST_BRANCHES >= len(known[1])
    return is_all and not any(slug in each for each in known)


def right_below(path: str, model: type[Page] = Page) -> PageQuerySet:
    """The pages of this type that have the one at `path` for a parent; treebeard's `child_of` wants
    to have that page."""
    return model.objects.filter(path__startswith=path, depth=len(path) // Page.steplen + 1)


def _leaf(parent: Page, slug: str) -> Page | None:
    """Found at once where all children are of one type."""
    first = _type_below(parent)
    if first is None:
        return None
    found = right_below(parent.path, first).filter(slug=slug).first()
    is_of_type = found and found.content_type_id == ContentType.objects.get_for_model(first).pk
    return found if is_of_type else None


def _type_below(parent: Page) -> type[Page] | None:
    """The type of all children that it may have; None where these are several."""
    first, *others = parent.clean_subpage_models() or [None]
    return first if first and all(issubclass(each, first) for each in others) else None


def _known_leaf(parent: Page, slug: str) -> Page | None:
    """Found by what is known of a few children of several types."""
    if _type_below(parent):
        return None
    pk, kind = leaves(parent.path).get(slug, (None, None))
    model = ContentType.objects.get_for_id(kind).model_class() if pk else None
    return model._default_manager.filter(pk=pk).first() if model else None
