"""The page's headings. Mostly the templates' work: these tell that one of them is wrong."""

from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from ..base import Severity, check


@check(
    Severity.SERIOUS,
    _("The page does not have exactly one main heading"),
    _("The title is the main heading (h1). Tell whoever made the templates of this page."),
    field="title",
)
def not_one_main_heading(facts) -> bool:
    return facts.heading_levels.count(1) != 1


@check(
    Severity.MODERATE,
    _("A heading skips a level"),
    _("Put a heading of the level between above it, or give the part it is in a heading."),
    field="body",
)
def heading_level_skipped(facts) -> bool:
    return any(after > before + 1 for before, after in pairwise(facts.heading_levels))
