"""JSON-LD's own view of a document: what its terms mean, once schema.org's context is applied."""

from pyld import jsonld

from .checker import all_nodes, is_reference
from .vocabulary import SCHEMA, context


def load(url: str, options=None) -> dict:
    """schema.org's context, built from the vocabulary; nothing is fetched."""
    if url.rstrip("/") != SCHEMA.rstrip("/"):
        raise ValueError(f"The graph asks for {url}.")
    return {"contextUrl": None, "documentUrl": url, "document": context()}


def expand(document: dict) -> list[dict]:
    return jsonld.expand(document, {"documentLoader": load})


def count_properties(nodes) -> int:
    """Of all nodes, the nested ones too; "@value" and its like do not count."""
    return sum(
        not name.startswith("@") for _path, node in nodes if not is_reference(node) for name in node
    )


def lost_in_expansion(document: dict) -> int:
    """How many properties mean nothing to JSON-LD."""
    written = count_properties(all_nodes(document["@graph"]))
    return written - count_properties(all_nodes(expand(document)))
