from wagtail.models import Page


def search_pages(site, query: str):
    """The published, public pages of `site` that match `query`, the best first."""
    pages = Page.objects.live().public().descendant_of(site.root_page, inclusive=True).specific()
    return pages.search(query)
