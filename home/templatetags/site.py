"""Template tags of this site."""

from django import template
from wagtail.models import Page, Site

from clinic_pages.lib.facts import fact
from clinic_pages.lib.visibility import is_restricted

register = template.Library()


@fact
def entries(path: str) -> list[Page]:
    """The published pages right under the front page, which lies at `path`."""
    depth = len(path) // Page.steplen + 1
    return list(Page.objects.live().filter(path__startswith=path, depth=depth))


@register.simple_tag(takes_context=True)
def site_menu(context) -> dict[str, list[Page]]:
    """The pages right under the front page that visitors may see.

    {"main": pages with "show in menus", "more": pages without}
    """
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if site is None:
        return {"main": [], "more": []}
    here = context.get("page")
    here = here if isinstance(here, Page) else None
    pages = [
        page for page in entries(site.root_page.path) if not is_restricted(page, shown_on=here)
    ]
    return {
        "main": [page for page in pages if page.show_in_menus],
        "more": [page for page in pages if not page.show_in_menus],
    }
