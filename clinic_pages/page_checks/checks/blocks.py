"""What the editor placed and visitors do not see."""

from django.utils.translation import gettext_lazy as _

from ..base import Severity, check


@check(
    Severity.SERIOUS,
    _("Visitors do not see one of the blocks"),
    _("Publish what it shows, for example its therapy, or remove the block."),
    field="body",
)
def hidden_block(facts) -> bool:
    return facts.hidden_blocks > 0


@check(
    Severity.MODERATE,
    _("A shared text has changed since it was reworded here"),
    _("Look at the block under “Content”: keep your own text, or use the shared one."),
    field="body",
)
def stale_wording(facts) -> bool:
    return facts.stale_wordings > 0
