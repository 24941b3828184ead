"""Putting copies of blocks on other pages."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Page

from ..grid.placing import Usual, labels_of, place_for
from ..grid.steps import usual_of
from ..lib.editing import Refused, check_may_edit, locked_for
from ..lib.many_pages import Done, Saved, change_each, save_change
from ..overrides.bodies import BODY, body_block_of, therapy_block_names
from .blocks import Copies, why_not_on, with_own_ids

COPIED = "clinic_pages.copy_blocks"


class Usuals(dict):
    """{page type: how pages of it are composed in a language}, each asked for once."""

    def __init__(self, locale_id: int):
        super().__init__()
        self.locale_id = locale_id

    def __missing__(self, model) -> Usual:
        self[model] = usual_of(model, self.locale_id)
        return self[model]


def copy_to(pages: Iterable[Page], copies: Copies, user, publish: bool) -> Done:
    """Puts the copies on each of `pages`, and publishes those that may be, if asked to."""
    usuals = Usuals(copies.source.locale_id)
    return change_each(pages, lambda page: _copy(page, copies, user, publish, usuals), user)


def put_into(draft: Page, copies: Copies, usual: Usual) -> None:
    """Adds the copies, each at its place, with new ids. Raises Refused."""
    body, block, names = getattr(draft, BODY), body_block_of(type(draft)), _names(draft)
    if reason := why_not_on(draft, list(body.raw_data), copies):
        raise Refused(reason)
    for raw in copies.raw:
        [label], [child] = labels_of([raw], names), block.to_python([with_own_ids(raw)])
        place = place_for(label, labels_of(body.raw_data, names), usual)
        body.insert(place, (child.block_type, child.value))


def _names(page: Page) -> set[str]:
    return therapy_block_names(type(page))


@transaction.atomic
def _copy(page: Page, copies: Copies, user, publish: bool, usuals: Usuals) -> Saved:
    page = locked_for(page)
    check_may_edit(page, user)
    draft = page.get_latest_revision_as_object()
    put_into(draft, copies, usuals[type(page)])
    source = {"id": copies.source.pk, "title": copies.source.title}
    return save_change(page, draft, user, publish, COPIED, {"source": source})
