"""Links in texts. A leaf for `admin` alone: what it imports loads the page model."""

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from ..lib.languages import version_for
from ..lib.shown import shown_pages


class KnownPageLinkHandler(PageLinkHandler):
    """Writes links to pages as Wagtail does, and knows where they lead until something changes:
    Wagtail asks for each text, and by two queries or more."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        keys = [attrs.get("id", "") for attrs in attrs_list]
        known = shown_pages(int(key) for key in keys if key.isdecimal())
        return [known.get(int(key)) if key.isdecimal() else None for key in keys]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """To the page in the language that is spoken, where it is published. A text does not know
        on which page it stands."""
        pages = (version_for(None, page) for page in cls.get_many(attrs_list))
        return [f'<a href="{escape(page.url)}">' if page else "<a>" for page in pages]
