"""The pages that a therapy can be added to, and what would become of each."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from ..lib.editing import why_only_draft
from ..overrides.bodies import BODY, draft_bodies, therapy_block_names
from ..pages.conditions import ConditionPage
from ..pages.therapies import TherapyPage
from .picture import published_body, why_not
from .placing import Label, labels_of, place_for
from .steps import usual_around


class Candidate(NamedTuple):
    """where: beside what the therapy would stand. why_not, why_draft: why the user cannot change
    the page, or not publish the change; "" where she can."""

    page: ConditionPage
    where: str
    why_not: str
    why_draft: str


def candidates(pages: list[ConditionPage], therapy: TherapyPage, user) -> list[Candidate]:
    """Those of `pages` that do not have the therapy. The same number of queries for any number."""
    where = _Where(therapy)
    return [
        Candidate(page, where.on(labels), why_not(page, user), why_only_draft(page, user))
        for page, labels in _labels_of_each(pages)
        if therapy.pk not in labels
    ]


def where_on(page: ConditionPage, therapy: TherapyPage) -> str:
    """Beside what the therapy would stand on a page."""
    [(_page, labels)] = _labels_of_each([page])
    return _Where(therapy).on(labels)


def _labels_of_each(pages: list[ConditionPage]) -> list[tuple[ConditionPage, list[Label]]]:
    names = therapy_block_names(ConditionPage)
    drafts = draft_bodies([page for page in pages if page.has_unpublished_changes])
    return [(page, labels_of(drafts.get(page.pk, published_body(page)), names)) for page in pages]


class _Where:
    """In words, where a therapy goes."""

    def __init__(self, therapy: TherapyPage):
        self.therapy = therapy.pk
        self.usual = usual_around(therapy)
        self.names: dict[Label, str] = dict(TherapyPage.objects.values_list("pk", "title"))
        blocks = ConditionPage._meta.get_field(BODY).stream_block.child_blocks
        self.names |= {name: str(block.label) for name, block in blocks.items()}

    def on(self, labels: list[Label]) -> str:
        place = place_for(self.therapy, labels, self.usual)
        if not place:
            return _("as the first block")
        before = labels[place - 1]
        return _("after “%(block)s”") % {"block": self.names.get(before, before)}
