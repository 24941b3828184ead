"""Texts beside pages in Wagtail's API: a host registers them with its router by `register_all`."""

from .endpoints import register_all

__all__ = ["register_all"]
