"""The pages that a therapy can be added to, and what would become of each."""

from django.utils.translation import gettext as _

from ..lib.editing import why_only_draft
from ..lib.many_pages import Candidate, why_not
from ..overrides.bodies import body_block_of, draft_bodies, published_body, therapy_block_names
from ..pages.conditions import ConditionPage
from ..pages.therapies import TherapyPage
from .placing import Label, Usual, labels_of, place_for
from .steps import usual_around


def candidates(pages: list[ConditionPage], therapy: TherapyPage, user) -> list[Candidate]:
    """Those of `pages` that do not have the therapy. The same number of queries for any number."""
    where = Where(ConditionPage, usual_around(therapy))
    return [
        Candidate(
            page, where.on(therapy.pk, labels), why_not(page, user), why_only_draft(page, user)
        )
        for page, labels in _labels_of_each(pages)
        if therapy.pk not in labels
    ]


def where_on(page: ConditionPage, therapy: TherapyPage) -> str:
    """Beside what the therapy would stand on a page."""
    [(_page, labels)] = _labels_of_each([page])
    return Where(ConditionPage, usual_around(therapy)).on(therapy.pk, labels)


def _labels_of_each(pages: list[ConditionPage]) -> list[tuple[ConditionPage, list[Label]]]:
    names = therapy_block_names(ConditionPage)
    drafts = draft_bodies([page for page in pages if page.has_unpublished_changes])
    return [(page, labels_of(drafts.get(page.pk, published_body(page)), names)) for page in pages]


class Where:
    """In words, where a block goes on pages of a type."""

    def __init__(self, model, usual: Usual):
        self.usual = usual
        self.names: dict[Label, str] = dict(TherapyPage.objects.values_list("pk", "title"))
        blocks = body_block_of(model).child_blocks
        self.names |= {name: str(block.label) for name, block in blocks.items()}

    def on(self, label: Label, labels: list[Label]) -> str:
        place = place_for(label, labels, self.usual)
        if not place:
            return _("as the first block")
        before = labels[place - 1]
        return _("after “%(block)s”") % {"block": self.names.get(before, before)}
