"""One graph for each page: what it is about, put together from its nouns."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import singledispatch

from ..fields import stream_children
from ..models import (
    ConditionIndexPage,
    ConditionPage,
    PractitionerPage,
    PractitionersPage,
    TherapyIndexPage,
    TherapyPage,
)
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


@singledispatch
def describe(page, scene: Scene) -> Description:
    """Hosts teach it their own types of pages: `@describe.register`."""
    return Description(services=getattr(page, "services", ()))


@describe.register
def _condition(page: ConditionPage, scene: Scene) -> Description:
    parts = aspect_nodes(page.arranged.parts, scene.page_url(page))
    return Description(
        "MedicalWebPage",
        condition_node(page, scene),
        parts,
        {
            "hasPart": [ref(each["@id"]) for each in parts],
            "citation": citations(page),
            "relatedLink": related_links(page, scene),
        },
    )


@describe.register
def _therapy(page: TherapyPage, scene: Scene) -> Description:
    service = service_node(page, scene)
    offers = [] if page.price_from is None else [offer_node(page, scene)]
    return Description(
        "MedicalWebPage",
        therapy_node(page, scene),
        [service, *offers],
        {"about": [ref(service["@id"])]},
    )


@describe.register
def _practitioner(page: PractitionerPage, scene: Scene) -> Description:
    return Description("ProfilePage", person_node(page, scene))


@describe.register
def _conditions(page: ConditionIndexPage, scene: Scene) -> Description:
    return _listing("MedicalCondition", listed_conditions(page), page, scene)


@describe.register
def _therapies(page: TherapyIndexPage, scene: Scene) -> Description:
    found = _listing("MedicalTherapy", page.therapies, page, scene)
    found.services = page.therapies
    return found


@describe.register
def _practitioners(page: PractitionersPage, scene: Scene) -> Description:
    return _listing("Person", page.practitioners, page, scene)


def _listing(kind: str, listed, page, scene: Scene) -> Description:
    return Description("CollectionPage", list_node(kind, listed, scene.page_url(page), scene))


def graph_of(page, scene: Scene, crumbs=(), found=None) -> dict:
    """The JSON-LD document of a page.

    page: any Wagtail page, or None for a view without one: the site and the clinic then
    crumbs: the pages above it, from the front of the site down
    found: the condition_index.Filter whose address is shown, a page below the list's own
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
    return any(child.block_type == "where_and_when" for child in stream_children(page))
