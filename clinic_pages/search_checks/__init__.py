"""What keeps a page from ranking: pure functions that look at the facts of one page.

A module per family, a function per finding. `facts` collects what they look at; `CHECKS` lists
them.
"""

from . import blocks, booking, data, descriptions, headings, links, pictures, reviews, texts, titles
from .base import Check, Severity
from .facts import Facts, facts_of

# In the order in which an editor reads them.
CHECKS: tuple[Check, ...] = (
    titles.title_too_short,
    titles.title_too_long,
    titles.title_not_unique,
    descriptions.description_missing,
    descriptions.description_too_long,
    descriptions.description_not_unique,
    headings.not_one_main_heading,
    headings.heading_level_skipped,
    texts.thin_page,
    texts.mostly_shared_text,
    pictures.picture_without_words,
    links.no_link_out,
    links.no_link_in,
    booking.no_way_to_book,
    reviews.no_reviewer,
    reviews.review_overdue,
    blocks.hidden_block,
    data.invalid_structured_data,
)
BY_CODE = {check.code: check for check in CHECKS}


def findings(facts: Facts) -> list[Check]:
    """The checks that the page does not pass; none for a page that nobody shall find."""
    if facts.is_kept_out:
        return []
    return [check for check in CHECKS if check.fails(facts)]


__all__ = ["BY_CODE", "CHECKS", "Check", "Facts", "Severity", "facts_of", "findings"]
