"""The description under the title among search results."""

from django.utils.translation import gettext_lazy as _

from ...search_engines.results import DESCRIPTION, fits
from ..base import Severity, check


@check(
    Severity.MODERATE,
    _("There is no description for search results"),
    _("Write a meta description under “Promote”: one or two sentences on what readers find here."),
    field="search_description",
)
def description_missing(facts) -> bool:
    return not facts.description


@check(
    Severity.MODERATE,
    _("The description is cut off among search results"),
    _("Shorten the meta description under “Promote” to about 150 letters."),
    field="search_description",
)
def description_too_long(facts) -> bool:
    return not fits(facts.description, DESCRIPTION)


@check(
    Severity.SERIOUS,
    _("Another page has the same description"),
    _("Write a meta description under “Promote” that says what only this page has."),
    field="search_description",
)
def description_not_unique(facts) -> bool:
    return facts.description_is_taken
