"""HTML -> flow: what all formats go through that are HTML, or become it."""

from .pages import flow_of

__all__ = ["flow_of"]
