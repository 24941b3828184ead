"""What is stored of a stream, without making its values: nothing else of a page is loaded."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock


def leaves(block: Block, raw) -> Iterator[tuple[Block, Any]]:
    """(block without children, its raw value or None) in the order of the form."""
    if isinstance(block, StreamBlock):
        for child in raw or ():
            if child["type"] in block.child_blocks:
                yield from leaves(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, StructBlock):
        # One may be stored in another shape: an image.
        stored = raw if isinstance(raw, dict) else {}
        for name, child in block.child_blocks.items():
            yield from leaves(child, stored.get(name))
    elif isinstance(block, ListBlock):
        for child in raw or ():
            # Once an item was stored as its value alone.
            value = child["value"] if isinstance(child, dict) and "value" in child else child
            yield from leaves(block.child_block, value)
    else:
        yield block, raw
