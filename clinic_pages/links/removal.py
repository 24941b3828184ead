"""Texts that name a page in so many words: a part of the question before it goes."""

from ..showing.removal import CONCERNS, Part, Removal, key_of
from .listing import TEMPLATE, texts_naming


@CONCERNS.register("prose")
def what_texts_name(removal: Removal, request) -> Part | None:
    if not removal.pages:
        return None
    gone = [page.pk for page in removal.pages]
    listing = texts_naming([page.title for page in removal.pages], removal.user, but=gone)
    if not listing.count:
        return None
    return Part(TEMPLATE, {"listing": listing, "is_removal": True}, key_of(listing.page_ids))
