"""Template tags of this site."""

from functools import partial

from django import template
from django.utils.translation import get_language
from wagtail.models import Page, Site

from clinic_pages.lib.facts import fact, known_as
from clinic_pages.lib.shown import led_to_sources
from clinic_pages.lib.sites import visited_front_of
from clinic_pages.lib.visibility import is_restricted
from clinic_pages.pages.routes import right_below

register = template.Library()


@fact
def entries(path: str) -> list[Page]:
    """The published pages right under the front page, which lies at `path`; in place of aliases
    their sources."""
    return led_to_sources(right_below(path).live())


@register.simple_tag(takes_context=True)
def site_menu(context) -> dict[str, list[Page]]:
    """The pages right under the front page, in the language that is spoken, that visitors may see.

    {"front": that front page, "main": pages with "show in menus", "more": pages without,
    "all": the primary keys of both, which hang on who may see what,
    "here": that of the page that is being rendered, where it is in the main menu}
    """
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if site is None:
        return {"front": None, "main": [], "more": [], "all": (), "here": None}
    here = context.get("page")
    here = here if isinstance(here, Page) else None
    front = visited_front_of(site)
    pages = [page for page in entries(front.path) if not is_restricted(page, shown_on=here)]
    main = [page for page in pages if page.show_in_menus]
    return {
        "front": front,
        "main": main,
        "more": [page for page in pages if not page.show_in_menus],
        "all": tuple(page.pk for page in pages),
        "here": here.pk if here in main else None,
    }


@register.tag
def kept(parser, token):
    """{% kept "header" menu.all menu.here %}...{% endkept %}: rendered once for all pages of a site
    where all of this is the same, until something changes. Only site, clinic, menu, language and
    the arguments may play a part in it."""
    _tag, *arguments = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, [parser.compile_filter(each) for each in arguments])


class KeptNode(template.Node):
    def __init__(self, nodelist, arguments):
        self.nodelist, self.arguments = nodelist, arguments

    def render(self, context):
        request = context.get("request")
        site = Site.find_for_request(request) if request else None
        if site is None or getattr(request, "is_preview", False):
            return self.nodelist.render(context)
        arguments = [each.resolve(context) for each in self.arguments]
        key = (KeptNode, site.pk, site.root_url, get_language(), *arguments)
        return known_as(key, partial(self.nodelist.render, context))
