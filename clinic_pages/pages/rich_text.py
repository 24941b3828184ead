"""Links in texts. A leaf for `admin` alone: what it imports loads the page model."""

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from ..lib.facts import known_of_each


class KnownPageLinkHandler(PageLinkHandler):
    """Writes links to pages as Wagtail does, and knows where they lead until something changes:
    Wagtail asks for each text, and by two queries or more."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        keys = [attrs.get("id", "") for attrs in attrs_list]
        known = known_of_each(linked_pages, [key for key in keys if key.isdecimal()])
        return [known.get(key) for key in keys]


def linked_pages(keys: list[str]) -> dict[str, Page]:
    pages = Page.objects.filter(pk__in=keys).defer_streamfields().specific()
    return {str(page.pk): page for page in pages}
