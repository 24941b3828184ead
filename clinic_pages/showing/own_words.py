"""In a preview on another page: whether that page has words of its own."""

from ..lib.previews import REMARKS
from .appearances import appearances
from .shown_on import references


@REMARKS.register("own_words")
def own_words(obj, page) -> list[str]:
    """What `page` says in place of the words of `obj`, which is previewed on it."""
    found = appearances(references(obj), [page])[page.pk]
    return list(dict.fromkeys(text for each in found for text in each.own_words))
