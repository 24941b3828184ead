"""What a page says to machines: one JSON-LD graph in schema.org's words, of pure functions.

Which entity says what is in a module per noun. All that is needed of a page is in the page and in
a `Scene`; what visitors do not see is not in the graph either. Nothing here renders anything.
"""

from .graph import DESCRIPTIONS, Description, describe, graph_of
from .nodes import Scene
from .script import to_script

__all__ = ["DESCRIPTIONS", "Description", "Scene", "describe", "graph_of", "to_script"]
