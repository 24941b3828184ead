"""Faults that somebody could make, each planted alone into a graph that has none.

A fault is (what it is, how it is planted, what the checker says): the last is a part of its lines.
"""

import copy
import json
from pathlib import Path

GOLDEN = Path(__file__).with_name("sciatica.json")
ROOT = "https://clinic.example"
PAGE = f"{ROOT}/conditions/sciatica/"

# What sciatica's own graph has no place for.
MORE = [
    {
        "@type": "Service",
        "@id": f"{ROOT}/#service",
        "name": "Cupping",
        "provider": {"@id": f"{ROOT}/#clinic"},
    },
    {
        "@type": "Offer",
        "@id": f"{ROOT}/#offer",
        "itemOffered": {"@id": f"{ROOT}/#service"},
        "price": 50,
        "priceCurrency": "EUR",
    },
]
HOURS = [
    {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": "https://schema.org/Monday",
        "opens": "09:00",
        "closes": "18:00",
    },
    {
        "@type": "OpeningHoursSpecification",
        "validFrom": "2026-12-24",
        "validThrough": "2027-01-01",
        "opens": "00:00",
        "closes": "00:00",
    },
]


def faultless() -> dict:
    document = json.loads(GOLDEN.read_text())
    document["@graph"] += copy.deepcopy(MORE)
    node(document, "MedicalClinic")["openingHoursSpecification"] = copy.deepcopy(HOURS)
    return document


def node(document: dict, kind: str) -> dict:
    return next(each for each in document["@graph"] if each.get("@type") == kind)


def put(kind: str, **properties):
    """Plants properties into the first node of a type; a value of None takes one away."""

    def change(document):
        target = node(document, kind)
        for name, value in properties.items():
            name = name.replace("at_", "@")
            target.pop(name) if value is None else target.update({name: value})

    return change


def put_at(kind: str, steps: list, value):
    """Plants a value deeper down: `steps` are names and numbers."""

    def change(document):
        target = node(document, kind)
        for step in steps[:-1]:
            target = target[step]
        target[steps[-1]] = value

    return change


def take_out(kind: str):
    def change(document):
        document["@graph"].remove(node(document, kind))

    return change


def twice(kind: str):
    def change(document):
        document["@graph"].append(copy.deepcopy(node(document, kind)))

    return change


def another(**fields):
    def change(document):
        document["@graph"].append({name.replace("at_", "@"): v for name, v in fields.items()})

    return change


FAULTS = [
    # Types
    ("unknown type", put("MedicalCondition", at_type="Disease"), "no type Disease"),
    ("a type of another vocabulary", put("FAQPage", at_type="foaf:Page"), "no type foaf:Page"),
    ("no type", put("MedicalCondition", at_type=None), "has no @type"),
    ("superseded type", put("Service", at_type="UserComments"), "UserComments is superseded"),
    ("an organisation as author", put("MedicalWebPage", author={"@type": "Physician"}), "requires"),
    # Properties
    ("unknown property", put("MedicalCondition", symptoms="pain"), "no property symptoms"),
    ("misspelt property", put("MedicalClinic", adress="Lane"), "no property adress"),
    ("other letter case", put("MedicalCondition", AlternateName="A"), "no property AlternateName"),
    (
        "a condition is not reviewed",
        put("MedicalCondition", lastReviewed="2026-09-14"),
        "lastReviewed is no property of MedicalCondition",
    ),
    (
        "nor does it have a reviewer",
        put("MedicalCondition", reviewedBy={"@type": "Person", "name": "Mei"}),
        "reviewedBy is no property of MedicalCondition",
    ),
    (
        "nor sources",
        put("MedicalCondition", citation="NICE"),
        "citation is no property of MedicalCondition",
    ),
    (
        "a therapy has no offers",
        put_at("MedicalCondition", ["possibleTreatment", 0, "offers"], {"@id": f"{ROOT}/#offer"}),
        "offers is no property of MedicalTherapy",
    ),
    (
        "a therapy has no provider",
        put_at(
            "MedicalCondition", ["possibleTreatment", 0, "provider"], {"@id": f"{ROOT}/#clinic"}
        ),
        "provider is no property of MedicalTherapy",
    ),
    ("superseded property", put("MedicalWebPage", reviews="good"), "reviews is superseded"),
    # Values
    (
        "a procedure as treatment",
        put_at("MedicalCondition", ["possibleTreatment", 0, "@type"], "TherapeuticProcedure"),
        "TherapeuticProcedure is no",
    ),
    (
        "a therapy's name as treatment",
        put("MedicalCondition", possibleTreatment="Acupuncture"),
        "'Acupuncture' is no",
    ),
    ("text as a cause", put("MedicalCondition", cause="A disc"), "'A disc' is no MedicalCause"),
    ("text as a code", put("MedicalCondition", code="M54.3"), "'M54.3' is no MedicalCode"),
    (
        "an offer for a therapy",
        put("Offer", itemOffered={"@id": f"{PAGE}#condition"}),
        "MedicalCondition is no",
    ),
    ("a page published by a page", put("WebSite", publisher={"@id": f"{PAGE}#webpage"}), "is no"),
    (
        "a made-up member",
        put_at("HealthTopicContent", ["hasHealthAspect"], "https://schema.org/CureHealthAspect"),
        "is no HealthAspectEnumeration",
    ),
    (
        "a member of another enumeration",
        put_at("HealthTopicContent", ["hasHealthAspect"], "https://schema.org/Monday"),
        "is no HealthAspectEnumeration",
    ),
    (
        "a member's bare name",
        put_at("HealthTopicContent", ["hasHealthAspect"], "OverviewHealthAspect"),
        "is no HealthAspectEnumeration",
    ),
    (
        "http instead of https",
        put_at(
            "MedicalClinic",
            ["openingHoursSpecification", 0, "dayOfWeek"],
            "http://schema.org/Monday",
        ),
        "is no DayOfWeek",
    ),
    ("a relative address", put("MedicalCondition", url="/conditions/sciatica/"), "is no URL"),
    ("a script as address", put("MedicalCondition", url="javascript:alert(1)"), "is no URL"),
    ("a date in words", put("MedicalWebPage", lastReviewed="14 September 2026"), "is no Date"),
    ("a day that no month has", put("MedicalWebPage", lastReviewed="2026-09-41"), "is no Date"),
    ("a moment as date", put("MedicalWebPage", lastReviewed="2026-09-14T10:00:00Z"), "is no Date"),
    ("a moment without a zone", put("MedicalWebPage", dateModified="2026-09-14T10:00"), "is no"),
    (
        "changed before it was published",
        put("MedicalWebPage", dateModified="2020-01-01T00:00:00+00:00"),
        "is before datePublished",
    ),
    ("an empty text", put("MedicalCondition", description=" "), "description: is empty"),
    ("an empty list", put("MedicalCondition", alternateName=[]), "alternateName: is empty"),
    ("null", put_at("MedicalCondition", ["description"], None), "description: is empty"),
    ("an empty object", put("MedicalClinic", geo={}), "geo: is empty"),
    # Ids
    (
        "a lost node",
        take_out("BreadcrumbList"),
        f"{PAGE}#breadcrumb is not in the graph",
    ),
    (
        "a reference to nothing",
        put("MedicalWebPage", mainEntity={"@id": f"{PAGE}#nothing"}),
        "#nothing is not in the graph",
    ),
    ("a relative id", put("MedicalCondition", at_id="#condition"), "#condition is no absolute"),
    ("a node twice", twice("MedicalCondition"), "#condition is there twice"),
    (
        "one id for two things",
        another(at_type="Person", at_id=f"{ROOT}/#clinic", name="Aoife"),
        "#clinic is of different types",
    ),
    # What Google requires
    ("a clinic without an address", put("MedicalClinic", address=None), "LocalBusiness requires"),
    ("a clinic without a name", put("MedicalClinic", name=None), "LocalBusiness requires"),
    ("a page about nothing", put("MedicalWebPage", mainEntity=None), "MedicalWebPage requires"),
    ("no way", put("BreadcrumbList", itemListElement=None), "BreadcrumbList requires"),
    (
        "a step without a name",
        put_at("BreadcrumbList", ["itemListElement", 0, "name"], ""),
        "has no name",
    ),
    (
        "a step too many",
        put_at("BreadcrumbList", ["itemListElement", 1, "position"], 3),
        "positions are not 1, 2, 3",
    ),
    (
        "a step to where one comes from",
        put_at("BreadcrumbList", ["itemListElement", 1, "item"], f"{ROOT}/"),
        "names an item twice",
    ),
    (
        "a question without an answer",
        put_at("FAQPage", ["mainEntity", 0], {"@type": "Question", "name": "Does it help?"}),
        "Question requires it",
    ),
    (
        "an action without a target",
        put_at("MedicalWebPage", ["potentialAction"], {"@type": "ReserveAction"}),
        "ReserveAction requires it",
    ),
    (
        "booking at a relative address",
        put_at("MedicalWebPage", ["potentialAction", "target", 0, "urlTemplate"], "#booking"),
        "is not an absolute address",
    ),
    # What makes sense
    ("a price with its sign", put("Offer", price="€50"), "is not a number"),
    ("a price with a comma", put("Offer", price="50,00"), "is not a number"),
    ("a currency's sign", put("Offer", priceCurrency="€"), "three capital letters"),
    ("an offer without a currency", put("Offer", priceCurrency=None), "Offer requires it"),
    (
        "closed before it opens",
        put_at("MedicalClinic", ["openingHoursSpecification", 0, "closes"], "08:00"),
        "closes before it opens",
    ),
    (
        "an hour that no day has",
        put_at("MedicalClinic", ["openingHoursSpecification", 0, "closes"], "24:30"),
        "'24:30' is no Time",
    ),
    (
        "hours with am and pm",
        put_at("MedicalClinic", ["openingHoursSpecification", 0, "opens"], "9 am"),
        "'9 am' is no Time",
    ),
    (
        "holidays that end before they begin",
        put_at("MedicalClinic", ["openingHoursSpecification", 1, "validThrough"], "2026-12-01"),
        "ends before it begins",
    ),
    (
        "the country in words",
        put_at("MedicalClinic", ["address", "addressCountry"], "Ireland"),
        "two capital letters",
    ),
    ("a place off the earth", put_at("MedicalClinic", ["geo", "latitude"], 533.386), "on earth"),
    (
        "a code that ICD-10 does not have",
        put_at("MedicalCondition", ["code", "codeValue"], "sciatica"),
        "a code of ICD-10",
    ),
    (
        "another vocabulary",
        lambda document: document.update({"@context": "https://x.example"}),
        "@context: is not",
    ),
    ("no graph", lambda document: document.pop("@graph"), "@graph: is no list"),
]
