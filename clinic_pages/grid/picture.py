"""What each page says of each therapy.

A page is looked at where an editor would: in its latest draft if that is not published, else as
published. Stored data is read as it is: the same number of queries for few pages and for many.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..blocks import memory
from ..blocks.therapies import TherapyValue
from ..lib.many_pages import why_not
from ..overrides.bodies import BODY, draft_bodies, published_body, therapy_block_names
from ..pages.conditions import ConditionPage
from ..pages.therapies import TherapyPage


class State(TextChoices):
    SHARED = "shared", gettext_lazy("Shared text")
    REWORDED = "reworded", gettext_lazy("Reworded")
    OUTDATED = "outdated", gettext_lazy("Outdated")
    HIDDEN = "hidden", gettext_lazy("Hidden")
    NOT_OFFERED = "not-offered", gettext_lazy("Not offered")


# A cell with several blocks says first what somebody has to look at.
FIRST_SAID = (State.OUTDATED, State.HIDDEN, State.REWORDED, State.SHARED)


class Pair(NamedTuple):
    """A condition's and a therapy's primary key. Whatever else is known of the two, such as the
    evidence for it, is looked up by this."""

    condition: int
    therapy: int

    @property
    def path(self) -> str:
        return f"{self.condition}/{self.therapy}/"

    @property
    def anchor(self) -> str:
        return f"c{self.condition}-{self.therapy}"


class ShownBlock(NamedTuple):
    """A therapy block on a page. why_hidden: why visitors do not see it; "" where they do."""

    id: str
    value: TherapyValue
    state: State
    why_hidden: str

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.value)


@dataclass(frozen=True)
class Cell:
    """is_pending: whether visitors still see something else, since the draft is not published."""

    pair: Pair
    title: str
    blocks: tuple[ShownBlock, ...] = ()
    is_pending: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.blocks or self.is_pending)

    @cached_property
    def state(self) -> State:
        states = {block.state for block in self.blocks}
        return next((state for state in FIRST_SAID if state in states), State.NOT_OFFERED)

    @property
    def name(self) -> str:
        """What it is called where row and column are not seen."""
        if self.is_empty:
            return f"{self.state.label}, {self.title}"
        reason = next((block.why_hidden for block in self.blocks if block.why_hidden), "")
        draft = _("draft") if self.is_pending else ""
        return ", ".join(filter(None, [str(self.state.label), draft, self.title, reason]))


class Row(NamedTuple):
    """why_not: why the user cannot change the page; "" where she can, as far as is seen here."""

    page: ConditionPage
    cells: list[Cell]
    why_not: str


def rows_of(pages: list[ConditionPage], therapies: list[TherapyPage], user) -> list[Row]:
    """The pages as rows; in each a cell for each of the therapies, in their order."""
    drafts = draft_bodies([page for page in pages if page.has_unpublished_changes])
    return [
        Row(page, _cells(page, drafts.get(page.pk), therapies), why_not(page, user))
        for page in pages
    ]


def cell_of(page: ConditionPage, therapy: TherapyPage) -> Cell:
    drafts = draft_bodies([page]) if page.has_unpublished_changes else {}
    [cell] = _cells(page, drafts.get(page.pk), [therapy])
    return cell


def _cells(page, draft: list[dict] | None, therapies: list[TherapyPage]) -> list[Cell]:
    published = _by_therapy(page, published_body(page))
    latest = published if draft is None else _by_therapy(page, draft)
    return [_cell(page, therapy, latest, published) for therapy in therapies]


def _cell(page, therapy: TherapyPage, latest: dict, published: dict) -> Cell:
    raw = latest.get(therapy.pk, [])
    blocks = tuple(_block(page, therapy, each) for each in raw)
    is_pending = page.live and _values(raw) != _values(published.get(therapy.pk, []))
    title = f"{therapy.title}, {page.get_admin_display_title()}"
    return Cell(Pair(page.pk, therapy.pk), title, blocks, is_pending)


def _values(blocks: list[dict]) -> list[dict]:
    return [block["value"] for block in blocks]


def _by_therapy(page, body: list[dict]) -> dict[int, list[dict]]:
    names = therapy_block_names(type(page))
    found = defaultdict(list)
    for block in body:
        if block["type"] in names:
            found[block["value"].get("therapy")].append(block)
    return found


def _block(page, therapy: TherapyPage, raw: dict) -> ShownBlock:
    block = page._meta.get_field(BODY).stream_block.child_blocks[raw["type"]]
    value = block.as_stored(raw["value"], therapy)
    reason = value.why_hidden(page)
    return ShownBlock(raw.get("id") or "", value, _state(value, reason), reason)


def _state(value: TherapyValue, why_hidden: str) -> State:
    if why_hidden:
        return State.HIDDEN
    if not value.has_own_text:
        return State.SHARED
    return State.OUTDATED if value.is_stale else State.REWORDED


def fingerprint(value: TherapyValue) -> str:
    """Of what an editor sees of a block: another one means that it has changed."""
    heading = value.get("heading_override") or ""
    return memory.fingerprint(value.target.pk, value.override, heading)
