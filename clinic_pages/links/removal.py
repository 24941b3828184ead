"""Texts that name a page in so many words: a part of the question before it goes."""

from ..showing.removal import CONCERNS, Part, Removal, key_of
from .listing import TEMPLATE, texts_naming

# More pages than that are folded away at first.
FEW = 5
# Names that are looked for. Nobody reads the sentences in which hundreds are named.
MOST_NAMES = 20


@CONCERNS.register("prose")
def what_texts_name(removal: Removal, request) -> Part | None:
    names = [page.title for page in removal.pages if page.specific_class.has_own_name]
    if len(names) > MOST_NAMES:
        return None
    gone = [page.pk for page in removal.pages]
    listing = texts_naming(names, removal.user, but=gone)
    if not listing.count:
        return None
    context = {"listing": listing, "is_removal": True, "is_long": listing.count > FEW}
    return Part(TEMPLATE, context, key_of(listing.page_ids))
