"""What is wrong with a page's JSON-LD: by schema.org's vocabulary, by JSON-LD, and by our rules.

Each problem is a line "<path>: <what>". The path is a JSON path below the document, such as
"@graph[2].possibleTreatment[0].name".
"""

from collections.abc import Iterator

from . import rules, vocabulary
from .vocabulary import SCHEMA, URL


def problems(document: dict) -> list[str]:
    found = []
    if document.get("@context") != SCHEMA.rstrip("/"):
        found.append("@context: is not https://schema.org")
    graph = document.get("@graph")
    if not isinstance(graph, list) or not graph:
        return [*found, "@graph: is no list of nodes"]
    nodes = list(all_nodes(graph))
    types = types_by_id(nodes)
    found += of_ids(graph, nodes, types)
    for path, node in nodes:
        found += of_node(path, node, types)
        if not is_reference(node):
            found += [f"{path}{at}: {what}" for at, what in rules.broken(node, types_of(node))]
    return found


def all_nodes(graph: list) -> Iterator[tuple[str, dict]]:
    """(path, node) for every object of the graph, the nested ones too."""
    for number, node in enumerate(graph):
        yield from _below(f"@graph[{number}]", node)


def _below(path: str, value) -> Iterator[tuple[str, dict]]:
    if isinstance(value, dict):
        yield path, value
        for name, each in value.items():
            yield from _below(f"{path}.{name}", each)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _below(f"{path}[{number}]", each)


def types_of(node: dict) -> list[str]:
    given = node.get("@type", [])
    return given if isinstance(given, list) else [given]


def is_reference(node: dict) -> bool:
    return set(node) == {"@id"}


# --- Ids -----------------------------------------------------------------------------------------


def types_by_id(nodes) -> dict[str, list[list[str]]]:
    found: dict = {}
    for _path, node in nodes:
        if "@id" in node and not is_reference(node):
            found.setdefault(node["@id"], []).append(types_of(node))
    return found


def of_ids(graph: list, nodes, types) -> list[str]:
    found = []
    for path, node in nodes:
        if "@id" not in node:
            continue
        if not URL.fullmatch(str(node["@id"])):
            found.append(f"{path}.@id: {node['@id']} is no absolute address")
        if node["@id"] not in types:
            found.append(f"{path}.@id: {node['@id']} is not in the graph")
    for node_id, each in types.items():
        if len({tuple(names) for names in each}) > 1:
            found.append(f"@graph: {node_id} is of different types")
    own = [node.get("@id") for node in graph]
    found += [f"@graph: {each} is there twice" for each in {x for x in own if own.count(x) > 1}]
    return found


# --- Types and properties ------------------------------------------------------------------------


def of_node(path: str, node: dict, types) -> list[str]:
    if is_reference(node):
        return []
    names = types_of(node)
    if not names:
        return [f"{path}: has no @type"]
    if unknown := [each for each in names if not vocabulary.is_type(each)]:
        return [f"{path}.@type: schema.org has no type {unknown[0]}"]
    found = [
        f"{path}.@type: {each} is superseded by {vocabulary.superseded_by(each)}"
        for each in names
        if vocabulary.superseded_by(each)
    ]
    for name, value in node.items():
        if not name.startswith("@"):
            found += of_property(f"{path}.{name}", name, value, names, types)
    return found


def of_property(path: str, name: str, value, names: list[str], types) -> list[str]:
    if not vocabulary.is_property(name):
        return [f"{path}: schema.org has no property {name}"]
    found = []
    if newer := vocabulary.superseded_by(name):
        found.append(f"{path}: {name} is superseded by {newer}")
    if not vocabulary.fits(names, vocabulary.domains(name)):
        found.append(f"{path}: {name} is no property of {' and '.join(names)}")
    if isinstance(value, list):
        if not value:
            found.append(f"{path}: is empty")
        for number, each in enumerate(value):
            found += of_value(f"{path}[{number}]", name, each, types)
    else:
        found += of_value(path, name, value, types)
    return found


def of_value(path: str, name: str, value, types) -> list[str]:
    if value is None or value == {} or (isinstance(value, str) and not value.strip()):
        return [f"{path}: is empty"]
    if isinstance(value, dict):
        return of_object(path, name, value, types)
    if any(vocabulary.FORMATS[each](value) for each in vocabulary.data_types(name)):
        return []
    if value in vocabulary.members(name) or is_item_address(name, value):
        return []
    wanted = " or ".join(vocabulary.ranges(name))
    return [f"{path}: {value!r} is no {wanted}"]


def of_object(path: str, name: str, value: dict, types) -> list[str]:
    kinds = types.get(value.get("@id"), [[]])[0] if is_reference(value) else types_of(value)
    if not kinds or vocabulary.fits(kinds, vocabulary.ranges(name)):
        return []
    return [f"{path}: {' and '.join(kinds)} is no {' or '.join(vocabulary.ranges(name))}"]


def is_item_address(name: str, value) -> bool:
    """Google's own form of a breadcrumb's step: the address alone."""
    return name == "item" and vocabulary.FORMATS["URL"](value)
