"""What the page says to machines.

The tests of the project check it against schema.org's whole vocabulary; here is what a page of a
host's own, or settings that nobody filled in, can get wrong.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ..base import Severity, check

# What Google or plain sense asks for, by type.
REQUIRED = {
    "BreadcrumbList": ("itemListElement",),
    "FAQPage": ("mainEntity",),
    "ItemList": ("itemListElement",),
    "MedicalClinic": ("name", "url", "address"),
    "MedicalCondition": ("name", "url"),
    "MedicalOrganization": ("name", "url"),
    "MedicalTherapy": ("name",),
    "MedicalWebPage": ("name", "url"),
    "Offer": ("price", "priceCurrency"),
    "Person": ("name",),
    "Question": ("name", "acceptedAnswer"),
    "Service": ("name", "provider"),
    "WebPage": ("name", "url"),
    "WebSite": ("name", "url"),
}


@check(
    Severity.SERIOUS,
    _("What the page says to search engines in structured data is not valid"),
    _("Fill in Settings → Clinic; if it stays, tell whoever made this type of page."),
)
def invalid_structured_data(facts) -> bool:
    return bool(problems(facts.graph))


def problems(graph) -> list[str]:
    """What is wrong with a JSON-LD document, in words for developers; None: there is none."""
    if graph is None:
        return ["no structured data"]
    nodes = list(_nodes(graph))
    return _missing(nodes) + _dangling(nodes)


def _nodes(value) -> Iterator[dict]:
    """Every object in a document, however deep."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each)


def _missing(nodes: list[dict]) -> list[str]:
    typed = ((node, node.get("@type")) for node in nodes if isinstance(node.get("@type"), str))
    return [
        f"{kind} without {name}"
        for node, kind in typed
        for name in REQUIRED.get(kind, ())
        if not node.get(name)
    ]


def _dangling(nodes: list[dict]) -> list[str]:
    """References to nodes of which nothing is said."""
    said = {node["@id"] for node in nodes if "@id" in node and len(node) > 1}
    referred = [node["@id"] for node in nodes if set(node) == {"@id"}]
    return [f"nothing is said of {each}" for each in dict.fromkeys(referred) if each not in said]
