"""The one shape of whatever comes in variants: booking ways and providers, importer formats, page
checks, mails, structured data, panels, roles of pictures."""

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Variant = TypeVar("Variant")


class Registry(dict[Key, Variant]):
    """{name or type: variant}, in the order in which they were registered.

    A host registers its own in `AppConfig.ready`. A name that is taken already changes hands and
    keeps its place in the order.
    """

    def register(self, key: Key, variant: Variant | None = None) -> Variant | Callable:
        """Registers `variant` and returns it. Without one: a decorator for it."""
        if variant is None:
            return lambda decorated: self.register(key, decorated)
        self[key] = variant
        return variant

    def nearest(self, model: type) -> Variant | None:
        """Of variants by type: that of `model` or of the nearest class above it, None for none."""
        return next((self[each] for each in model.__mro__ if each in self), None)
