"""Template tags of this site."""

from django import template
from wagtail.models import Page, Site

from clinic_pages.lib.visibility import is_restricted, with_restriction

register = template.Library()


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
    children = with_restriction(Page.objects.child_of(site.root_page).live())
    pages = [page for page in children if not is_restricted(page, shown_on=here)]
    return {
        "main": [page for page in pages if page.show_in_menus],
        "more": [page for page in pages if not page.show_in_menus],
    }
