"""What the vocabulary cannot say: what Google requires, and what makes sense.

A rule gets a node and gives (path below the node, what is wrong).
"""

from collections.abc import Iterator

from .vocabulary import FORMATS, fits, matches

# What Google requires of the types that it reads.
REQUIRED = {
    "Answer": ["text"],
    "BreadcrumbList": ["itemListElement"],
    "EntryPoint": ["urlTemplate"],
    "FAQPage": ["mainEntity"],
    "GeoCoordinates": ["latitude", "longitude"],
    "ItemList": ["itemListElement"],
    "ListItem": ["position"],
    "LocalBusiness": ["name", "address"],
    "MedicalCode": ["codeValue", "codingSystem"],
    "MedicalWebPage": ["mainEntity"],
    "Offer": ["price", "priceCurrency", "itemOffered"],
    "OpeningHoursSpecification": ["opens", "closes"],
    "Organization": ["name"],
    "Person": ["name"],
    "ProfilePage": ["mainEntity"],
    "Question": ["name", "acceptedAnswer"],
    "ReserveAction": ["target"],
    "Service": ["name", "provider"],
    "WebPage": ["url"],
    "WebSite": ["name", "url"],
}
CODES = {
    "priceCurrency": (r"[A-Z]{3}", "three capital letters"),
    "addressCountry": (r"[A-Z]{2}", "two capital letters"),
    "inLanguage": (r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language code"),
    "urlTemplate": (r"(https?://[^\s]+|tel:\+?\d+)", "an absolute address"),
    "codeValue": (r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?", "a code of ICD-10"),
}


def broken(node: dict, types: list[str]) -> Iterator[tuple[str, str]]:
    for rule in RULES:
        yield from rule(node, types)


def required(node, types):
    for kind, names in REQUIRED.items():
        if fits(types, [kind]):
            yield from ((f".{name}", f"{kind} requires it") for name in names if name not in node)


def codes(node, types):
    for name, (pattern, wanted) in CODES.items():
        if name in node and not matches(pattern, node[name]):
            yield f".{name}", f"{node[name]!r} is not {wanted}"


def prices(node, types):
    for name in ("price", "minPrice"):
        value = node.get(name, 0)
        if not FORMATS["Number"](value) and not matches(r"\d+(\.\d\d?)?", value):
            yield f".{name}", f"{value!r} is not a number"
        elif float(value) < 0:
            yield f".{name}", "is less than nothing"


def opening_hours(node, types):
    if "OpeningHoursSpecification" not in types:
        return
    opens, closes = str(node.get("opens", "")), str(node.get("closes", ""))
    is_closed = opens == closes == "00:00"
    if closes <= opens and not is_closed:
        yield ".closes", "closes before it opens"
    if node.get("validThrough", "9999") < node.get("validFrom", ""):
        yield ".validThrough", "ends before it begins"
    if "dayOfWeek" not in node and "validFrom" not in node:
        yield "", "holds on no day"


def lists(node, types):
    items = node.get("itemListElement")
    if not isinstance(items, list):
        return
    if [item.get("position") for item in items] != list(range(1, len(items) + 1)):
        yield ".itemListElement", "positions are not 1, 2, 3"
    named = [each for each in map(item_named, items) if each]
    if len(set(named)) < len(named):
        yield ".itemListElement", "names an item twice"
    if node.get("numberOfItems", len(items)) != len(items):
        yield ".numberOfItems", f"there are {len(items)}"
    if "BreadcrumbList" in types and len(items) < 2:
        yield ".itemListElement", "a way of one step leads nowhere"


def item_named(step: dict) -> str:
    """The address or the id of what the step leads to."""
    item = step.get("item")
    return item.get("@id", "") if isinstance(item, dict) else str(item or "")


def steps(node, types):
    if "ListItem" not in types:
        return
    item = node.get("item")
    if not node.get("name") and not (isinstance(item, dict) and item.get("name")):
        yield "", "has no name"
    if not item:
        yield ".item", "ListItem requires it"


def dates(node, types):
    if node.get("dateModified", "9999") < node.get("datePublished", ""):
        yield ".dateModified", "is before datePublished"


def positions_on_earth(node, types):
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = node.get(name, 0)
        if FORMATS["Number"](value) and abs(value) > most:
            yield f".{name}", f"{value} is not on earth"


RULES = (required, codes, prices, opening_hours, lists, steps, dates, positions_on_earth)
