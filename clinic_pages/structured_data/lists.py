"""What a list of pages lists."""

from .nodes import Scene, mention


def list_node(kind: str, pages, url: str, scene: Scene) -> dict | None:
    """pages: in the order in which visitors see them; kind: of their main entities."""
    items = [
        {"@type": "ListItem", "position": number, "item": mention(kind, each, scene)}
        for number, each in enumerate(pages, 1)
    ]
    if not items:
        return None
    return {
        "@type": "ItemList",
        "@id": f"{url}#list",
        "numberOfItems": len(items),
        "itemListElement": items,
    }


def listed_conditions(index) -> list:
    """The conditions of an A to Z, each once, by title; [] where each letter has its own page."""
    entries = [each for _letter, names in index.a_to_z for each in names]
    return [each.condition for each in entries if not each.is_alternate]
