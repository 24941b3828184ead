"""One graph for each page: what it is about, put together from its nouns."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from wagtail.models import Page

from ..blocks.base import block_answers
from ..lib.fields import stream_children
from ..lib.page_answers import page_answers
from ..lib.registry import Registry
from ..pages.condition_index import ConditionIndexPage
from ..pages.conditions import ConditionPage
from ..pages.practitioners import PractitionerPage, PractitionersPage
from ..pages.therapies import TherapyIndexPage, TherapyPage
from .clinics import clinic_node
from .conditions import aspect_nodes, citations, condition_node, related_links
from .lists import list_node, listed_conditions
from .nodes import SCHEMA, Scene, pruned, ref
from .pages import breadcrumb_node, webpage_node, website_node
from .practitioners import person_node
from .questions import questions_node
from .therapies import offer_node, service_node, therapy_node


@dataclass
class Description:
    """What a page is about, beside what is true of every page.

    page_type: the page's own type, one of schema.org's WebPage
    main: the node that it is about
    others: further nodes; what they are is said by who refers to them
    facts: properties of the page's own node
    services: the therapies that it lists, for the clinic's node
    """

    page_type: str = "WebPage"
    main: dict | None = None
    others: list[dict] = field(default_factory=list)
    facts: dict = field(default_factory=dict)
    services: Iterable = ()


# {page type: (page, scene) -> Description}. A host registers one for its own type; a type without
# one has that of the nearest type that it inherits from.
DESCRIPTIONS: Registry[type, Callable[[Page, Scene], Description]] = Registry()


@DESCRIPTIONS.register(Page)
def _any_page(page: Page, scene: Scene) -> Description:
    return Description(services=page_answers(page).services)


@DESCRIPTIONS.register(ConditionPage)
def _condition(page: ConditionPage, scene: Scene) -> Description:
    aspects = aspect_nodes(page.arranged.blocks, scene.page_url(page))
    return Description(
        "MedicalWebPage",
        condition_node(page, scene),
        aspects,
        {
            "hasPart": [ref(each["@id"]) for each in aspects],
            "citation": citations(page),
            "relatedLink": related_links(page, scene),
        },
    )


@DESCRIPTIONS.register(TherapyPage)
def _therapy(page: TherapyPage, scene: Scene) -> Description:
    service = service_node(page, scene)
    offers = [] if page.price_from is None else [offer_node(page, scene)]
    return Description(
        "MedicalWebPage",
        therapy_node(page, scene),
        [service, *offers],
        {"about": [ref(service["@id"])]},
    )


@DESCRIPTIONS.register(PractitionerPage)
def _practitioner(page: PractitionerPage, scene: Scene) -> Description:
    return Description("ProfilePage", person_node(page, scene))


@DESCRIPTIONS.register(ConditionIndexPage)
def _conditions(page: ConditionIndexPage, scene: Scene) -> Description:
    return _listing("MedicalCondition", listed_conditions(page), page, scene)


@DESCRIPTIONS.register(TherapyIndexPage)
def _therapies(page: TherapyIndexPage, scene: Scene) -> Description:
    found = _listing("MedicalTherapy", page.therapies, page, scene)
    found.services = page.services
    return found


@DESCRIPTIONS.register(PractitionersPage)
def _practitioners(page: PractitionersPage, scene: Scene) -> Description:
    return _listing("Person", page.practitioners, page, scene)


def describe(page: Page, scene: Scene) -> Description:
    return DESCRIPTIONS.nearest(type(page))(page, scene)


def _listing(kind: str, listed, page, scene: Scene) -> Description:
    return Description("CollectionPage", list_node(kind, listed, scene.page_url(page), scene))


def graph_of(page, scene: Scene, crumbs=(), found=None) -> dict:
    """The JSON-LD document of a page.

    page: any Wagtail page, or None for a view without one: the site and the clinic then
    crumbs: the pages above it, from the front of the site down
    found: the condition_filters.Found whose address is shown, a page below the list's own
    """
    nodes = _nodes_of(page, scene, crumbs, found) if page else [clinic_node(scene)]
    return {"@context": SCHEMA, "@graph": pruned([*nodes, website_node(scene)])}


def _nodes_of(page, scene: Scene, crumbs, found) -> list:
    url = scene.absolute(found.url) if found else scene.page_url(page)
    title = str(found.title) if found else ""
    about = _found(found, url, scene) if found else describe(page, scene)
    crumb = breadcrumb_node(crumbs, page, url, scene, title)
    faq = None if found else questions_node(page, url)
    own = {"@type": about.page_type, **webpage_node(page, url, scene, title), **about.facts}
    own["breadcrumb"] = crumb and ref(crumb["@id"])
    own["mainEntity"] = about.main and ref(about.main["@id"])
    own["hasPart"] = [*own.get("hasPart", []), faq and ref(faq["@id"])]
    is_front = not crumbs and not found
    clinic = clinic_node(scene, about.services, with_hours=is_front or shows_hours(page))
    return [own, crumb, about.main, *about.others, faq, clinic]


def _found(found, url: str, scene: Scene) -> Description:
    return Description(
        "CollectionPage", list_node("MedicalCondition", found.conditions, url, scene)
    )


def shows_hours(page) -> bool:
    """Whether a block of the page says when the clinic is open. The front of a site should."""
    return any(block_answers(child).shows_hours for child in stream_children(page))
