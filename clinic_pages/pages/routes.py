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
    child = copied(branch) or _leaf(parent, slug)
    if child is not None:
        # Treebeard's own memory, which spares Wagtail's `get_parent` a query.
        child._cached_parent_obj = parent
    return child


@fact
def branches(path: str) -> dict[str, Page]:
    """{slug: specific page} of the pages right under the one at `path` that have children."""
    below = right_below(path).filter(numchild__gt=0).order_by("path")
    return {page.slug: page for page in below[:MOST_BRANCHES].specific()}


def right_below(path: str, model: type[Page] = Page) -> PageQuerySet:
    """The pages of this type that have the one at `path` for a parent; treebeard's `child_of` wants
    to have that page."""
    return model.objects.filter(path__startswith=path, depth=len(path) // Page.steplen + 1)


def _leaf(parent: Page, slug: str) -> Page | None:
    """Found at once where all children are of one type."""
    first, *others = parent.clean_subpage_models() or [None]
    if first is None or not all(issubclass(each, first) for each in others):
        return None
    found = right_below(parent.path, first).filter(slug=slug).first()
    is_of_type = found and found.content_type_id == ContentType.objects.get_for_model(first).pk
    return found if is_of_type else None
