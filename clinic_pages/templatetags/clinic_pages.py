"""Template tags for any page of a host site: {% load clinic_pages %}."""

import re

from django import template
from django.conf import settings
from django.forms.utils import flatatt
from django.urls import get_script_prefix
from django.utils.html import conditional_escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar
from wagtail.models import Page, Site

from ..lib import dates, languages
from ..lib.languages import foreign_language_of
from ..lib.page_answers import page_answers
from ..lib.pictures import pictured
from ..lib.shown import canonical
from ..lib.sites import front_of
from ..lib.stand_in import is_standing_in
from ..origins import nodes
from ..page_checks.base import failed_checks
from ..page_checks.content_checker import markers
from ..page_checks.facts import facts_of
from ..pages.base import ClinicPage
from ..pages.body_figure import groups
from ..pages.booking_choice import booking_snippet_for
from ..pages.booking_frames import may_frame as note_frame
from ..pages.clinic import ClinicSettings
from ..pages.condition_filters import Found
from ..pages.tree import breadcrumb as breadcrumb_of
from ..search_engines.head import Head, head_of
from ..structured_data import Scene, graph_of, to_script

register = template.Library()
for tag in (nodes.origins, nodes.origin, nodes.words):
    register.tag(tag)


def site_of(context) -> Site | None:
    request = context.get("request")
    return Site.find_for_request(request) if request else None


def clinic_in(context) -> ClinicSettings:
    """The settings of the clinic whose site is being rendered, else of the default site's."""
    if site_of(context):
        return ClinicSettings.of_request(context["request"])
    return ClinicSettings.of(Site.objects.filter(is_default_site=True).first())


@register.simple_tag(takes_context=True)
def clinic(context) -> ClinicSettings:
    """{% clinic as clinic %}: the clinic's name, phone, address and so on."""
    return clinic_in(context)


@register.simple_tag(takes_context=True)
def user_bar(context) -> str:
    """{% user_bar %}: Wagtail's user bar on pages, for who works in the admin. Of a visitor without
    a session nothing is asked, so that the page can be kept for all."""
    request = context.get("request")
    has_session = request is not None and settings.SESSION_COOKIE_NAME in request.COOKIES
    return wagtailuserbar(context) if has_session and isinstance(context.get("page"), Page) else ""


@register.simple_tag(takes_context=True)
def page_head(context) -> Head | None:
    """{% page_head as head %}: title, description and so on of the page being rendered."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or request is None:
        return None
    return head_of(page, request, clinic_in(context), context.get("filter"))


@register.simple_tag(takes_context=True)
def price(context, amount) -> str:
    """{% price therapy.price_from %}: an amount in the clinic's currency."""
    return clinic_in(context).money(amount)


@register.filter
def day_and_time(moment) -> str:
    """{{ appointment.starts_at|day_and_time }}: "Thursday, 26 Nov 2026, 10 a.m."."""
    return dates.day_and_time(moment) if moment else ""


@register.simple_tag
def lang(obj) -> SafeString:
    """<h2{% lang therapy %}>: the attribute that says in which language the words of a page, place,
    symptom, booking box or of the clinic's settings are, where it is not the one around them."""
    language = foreign_language_of(obj)
    return format_html(' lang="{}"', language) if language else SafeString()


@register.filter
def marked(obj, field: str) -> str:
    """{{ therapy|marked:"title" }}: a field of a page or booking box, within a sentence."""
    return languages.marked(getattr(obj, field), obj)


@register.filter
def lift_headings(html) -> str:
    """Rich text right under a page's title: its headings are one level higher than elsewhere."""
    return mark_safe(re.sub(r"(</?)h3\b", r"\1h2", conditional_escape(html)))


@register.inclusion_tag("clinic_pages/components/booking_snippet.html", takes_context=True)
def booking_snippet(context):
    """The booking snippet of the page that is being rendered."""
    page = context.get("page")
    page = page if isinstance(page, Page) else None
    clinic = clinic_in(context)
    return {
        "snippet": booking_snippet_for(page, clinic),
        "clinic": clinic,
        "page": page,
        "request": context.get("request"),
        "opens": page_answers(page).opens_with_booking,
    }


@register.simple_tag(takes_context=True)
def may_frame(context, provider) -> str:
    """{% may_frame snippet.provider %}: this page may show the provider's calendar in a frame."""
    note_frame(context.get("request"), provider)
    return ""


@register.inclusion_tag("clinic_pages/components/breadcrumb.html", takes_context=True)
def breadcrumb(context):
    """The way from the front of the site to the page that is being rendered."""
    page, request, site = context.get("page"), context.get("request"), site_of(context)
    crumbs = breadcrumb_of(page, site) if site and isinstance(page, Page) else []
    here = context.get("filter")
    if here and crumbs:
        crumbs = [*crumbs, page]
    title = getattr(here or page, "title", "")
    return {"crumbs": crumbs, "title": title, "request": request}


class WrappingNode(template.Node):
    """A tag around a part of a template. `simple_block_tag` would hide the blocks in it from
    Django: their `block.super` is empty then."""

    def __init__(self, nodelist, change):
        self.nodelist = nodelist
        self.change = change

    def render(self, context):
        return self.change(context, self.nodelist.render(context))


def wrapping_tag(change):
    """Registers {% name %}...{% endname %} for a function of the context and the content."""

    def compile_tag(parser, token):
        nodelist = parser.parse((f"end{change.__name__}",))
        parser.delete_first_token()
        return WrappingNode(nodelist, change)

    return register.tag(change.__name__, compile_tag)


# In these an empty line is content.
KEPT = re.compile(
    r"(<(?:pre|textarea|script|style)\b.*?</(?:pre|textarea|script|style)\s*>)",
    re.DOTALL | re.IGNORECASE,
)
BETWEEN_LINES = re.compile(r"[ \t]*\n\s*")


@wrapping_tag
def tidy(context, content) -> SafeString:
    """{% tidy %}...{% endtidy %}: HTML without the empty lines that template tags leave behind, and
    without what templates are indented by."""
    pieces = KEPT.split(content)
    pieces[::2] = [BETWEEN_LINES.sub("\n", piece) for piece in pieces[::2]]
    return mark_safe("".join(pieces).strip())


@wrapping_tag
def page_checks(context, content) -> SafeString:
    """{% page_checks %}...{% endpage_checks %} around a page's content: a preview carries what
    keeps the page from ranking, for Wagtail's content checks. Visitors get the content as it is."""
    page, request = context.get("page"), context.get("request")
    is_wanted = getattr(request, "is_preview", False) and isinstance(page, ClinicPage)
    if not is_wanted or is_standing_in():
        return content
    return content + markers(failed_checks(facts_of(page, content, clinic_in(context))))


@register.simple_tag(takes_context=True)
def structured_data(context) -> SafeString:
    """The page that is being rendered as JSON-LD; on views without a page, site and clinic."""
    site, page, found = site_of(context), context.get("page"), context.get("filter")
    if site is None:
        return SafeString()
    page = page if isinstance(page, Page) else None
    crumbs = breadcrumb_of(page, site) if page else []
    found = found if isinstance(found, Found) else None
    return to_script(graph_of(page, scene_of(context, site), crumbs, found))


def addresses(request):
    """A function: page -> its full URL, that of its source for an alias. Graphs name the same few
    pages again and again."""
    found = {}

    def url_of(page) -> str | None:
        key = page.pk or id(page)
        if key not in found:
            found[key] = canonical(page).get_full_url(request)
        return found[key]

    return url_of


def scene_of(context, site: Site) -> Scene:
    request, clinic = context["request"], clinic_in(context)
    root = site.root_url + get_script_prefix().rstrip("/")
    url_of = addresses(request)
    return Scene(
        root=root,
        front=url_of(front_of(site)) or f"{root}/",
        site_name=site.root_page.title,
        clinic=clinic,
        language=get_language(),
        url_of=url_of,
    )


@register.inclusion_tag("clinic_pages/components/body_figure.html")
def body_figure(filters):
    """{% body_figure page.filters.where %}: the drawn body; each place leads to its filter."""
    places = ((f.name, f.url, f.choice.regions, foreign_language_of(f.choice)) for f in filters)
    return {"groups": groups(places)}


@register.inclusion_tag("clinic_pages/components/paging.html")
def paging(results, **query):
    """{% paging results q="back pain" %}: links to the pages of a Paginator; what else the address
    asks for goes along, but for what is empty."""
    paginator, number = results.paginator, results.number
    steps = [
        (each, "" if each == paginator.ELLIPSIS else _step(each, query))
        for each in paginator.get_elided_page_range(number)
    ]
    return {
        "results": results,
        "steps": steps,
        "previous": results.has_previous() and _step(number - 1, query),
        "next": results.has_next() and _step(number + 1, query),
    }


def _step(number: int, query: dict) -> str:
    """Where a page of results is. The first is the address itself: no page has two."""
    asked = {**query, "page": number if number > 1 else None}
    kept = urlencode({name: value for name, value in asked.items() if value})
    return f"?{kept}" if kept else "."


@register.inclusion_tag("clinic_pages/components/picture.html")
def clinic_picture(image, role, alt=None, **attributes):
    """{% clinic_picture image "card" alt="" class="..." %}: an image in one of `pictures.ROLES`."""
    return {"picture": pictured(image, role, alt), "attributes": flatatt(attributes)}
