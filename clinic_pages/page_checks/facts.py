"""What the checks look at: the facts of one page, as it would be published."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from ..blocks.base import block_answers
from ..conf import get_conf
from ..lib.facets import LINK, NAME
from ..lib.facts import fact
from ..lib.fields import stream_children
from ..lib.pictures import alt_text
from ..lib.references import tree_of
from ..lib.text_folding import name_key
from ..pages.base import ClinicPage
from ..pages.body import count_stale_overrides, hidden_blocks
from ..search_engines.results import page_description, page_title
from ..search_engines.share_images import can_draw
from ..showing.dependents import pages_showing
from .outline import Outline, count_words


@dataclass(frozen=True)
class Facts:
    """What is true of a page.

    title, description: as among search results; title_can_be_drawn: as a share image
    heading_levels: from the top of the page's content down
    words: of its content, as visitors read it; shared_words: of them a therapy's shared text
    graph: its JSON-LD document
    review_again_before: older reviews are overdue
    """

    title: str
    description: str
    heading_levels: tuple[int, ...]
    words: int
    shared_words: int
    links_out: int
    pictures_without_words: int
    shows_booking: bool
    graph: dict | None
    hidden_blocks: int
    stale_wordings: int
    title_can_be_drawn: bool
    title_is_taken: bool
    description_is_taken: bool
    is_linked: bool
    may_be_short: bool
    is_kept_out: bool
    wants_review: bool
    has_reviewer: bool
    last_reviewed: date | None
    review_again_before: date

    @property
    def own_words(self) -> int:
        return self.words - self.shared_words


def facts_of(page: ClinicPage, html: str, clinic) -> Facts:
    """html: of the page, or of its main part, as it would be published. clinic: its ClinicSettings.

    A dozen queries: for editors and background tasks, never for visitors.
    """
    site = page.get_site()
    outline = Outline(html, site.root_url if site else "")
    wants_review = page.wants_review
    return Facts(
        title=page_title(page, clinic.name),
        description=page_description(page),
        heading_levels=tuple(outline.heading_levels),
        words=outline.words,
        shared_words=shared_words(page),
        links_out=outline.links_out,
        pictures_without_words=pictures_without_words(page) + outline.images_without_alt,
        shows_booking=outline.shows_booking,
        graph=outline.graph,
        hidden_blocks=len(hidden_blocks(page)),
        stale_wordings=count_stale_overrides(page),
        title_can_be_drawn=can_draw(page.title),
        title_is_taken=title_is_taken(page),
        description_is_taken=description_is_taken(page),
        is_linked=is_linked(page, site),
        may_be_short=page.may_be_short,
        is_kept_out=page.hide_from_search_engines,
        wants_review=wants_review,
        has_reviewer=wants_review and "reviewer" in page.byline,
        last_reviewed=page.last_reviewed,
        review_again_before=months_before(timezone.localdate(), get_conf().review_months),
    )


def shared_words(page) -> int:
    """The words that visitors of the page read in blocks with a text that other pages share."""
    blocks = (block_answers(child) for child in stream_children(page))
    return sum(count_words(block.shared_text_shown(page)) for block in blocks)


def pictures_without_words(page) -> int:
    """The pictures that are no decoration and of which nobody said what is to be seen."""
    return sum(
        not image.decorative and not alt_text(image)
        for image, roles in page.own_pictures
        # A portrait without a description says the person's name.
        if "portrait" not in roles
    )


# --- Among the other pages -----------------------------------------------------------------------


def others_in_tree(page) -> QuerySet[Page]:
    """The published pages beside `page` in its site and language."""
    return _published_in(tree_of(page.path) if page.path else "").exclude(pk=page.pk)


def _published_in(tree: str) -> QuerySet[Page]:
    """Aliases repeat on purpose."""
    return Page.objects.live().filter(alias_of__isnull=True, path__startswith=tree)


def title_is_taken(page) -> bool:
    """One query, and none where the titles of the tree are known."""
    tree = tree_of(page.path) if page.path else ""
    having = _titles_in(tree).get(name_key(page.seo_title or page.title), frozenset())
    return bool(having - {page.pk})


@fact
def _titles_in(tree: str) -> dict[str, frozenset[int]]:
    """{title among search results, as names are compared: keys of the published pages with it}."""
    found: dict[str, set[int]] = {}
    rows = _published_in(tree).values_list("pk", "title", "seo_title")
    for pk, title, seo_title in rows:
        found.setdefault(name_key(seo_title or title), set()).add(pk)
    return {title: frozenset(keys) for title, keys in found.items()}


def description_is_taken(page) -> bool:
    """Whether another page was given the same description by hand. One query, none without one."""
    written = page.search_description.strip()
    return bool(written) and others_in_tree(page).filter(search_description=written).exists()


def is_linked(page, site) -> bool:
    """Whether visitors come to the page from another one: by a link, list, menu or breadcrumb."""
    if site is None or page.pk is None or page.pk == site.root_page_id or page.show_in_menus:
        return True
    return pages_showing(page, {NAME, LINK}).exclude(pk=page.pk).exists()


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
