import re

from wagtail.models import Page

from clinic_pages.visibility import public

# Quotes and percent signs are syntax to SQLite's full-text search, and break it.
NOT_A_WORD = re.compile(r"[^\w'’-]+")


def search_pages(site, query: str):
    """The published, public pages of `site` that match `query`, the best first."""
    pages = public(Page.objects.live().descendant_of(site.root_page, inclusive=True))
    return pages.specific().search(NOT_A_WORD.sub(" ", query).strip())
