"""How a search engine reads a page's structured data."""

import json
from html.parser import HTMLParser


class _Scripts(HTMLParser):
    """Collects what stands in data blocks; like a browser it knows no escapes inside of them."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self.is_inside = False

    def handle_starttag(self, tag, attrs):
        self.is_inside = tag == "script" and ("type", "application/ld+json") in attrs
        if self.is_inside:
            self.found.append("")

    def handle_endtag(self, tag):
        self.is_inside = False

    def handle_data(self, data):
        if self.is_inside:
            self.found[-1] += data


def scripts_in(html: str) -> list[str]:
    parser = _Scripts()
    parser.feed(html)
    return parser.found


def graph_in(html: str) -> dict:
    """The one graph of a page."""
    [script] = scripts_in(html)
    return json.loads(script)


def nodes_of(graph: dict, kind: str) -> list[dict]:
    return [each for each in graph["@graph"] if each["@type"] == kind]


def node_of(graph: dict, kind: str) -> dict:
    [node] = nodes_of(graph, kind)
    return node
