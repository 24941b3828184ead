"""Suggested links, as an editor reads them."""

from clinic_pages.links.suggestions import insert, suggestions
from tests.overrides.helpers import draft_of


def section(text):
    return ("section", {"heading": "", "text": text})


def suggested(page) -> list[tuple[str, int]]:
    """(words, primary key) of each link that the latest draft of `page` could have."""
    found = suggestions(draft_of(page))
    return [(each.mention.words, each.mention.owner) for each in found]


def insert_first(page, user):
    return insert(page, suggestions(draft_of(page))[0].fingerprint, user)


def link(page, words) -> str:
    return f'<a linktype="page" id="{page.pk}">{words}</a>'
