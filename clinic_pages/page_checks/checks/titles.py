"""The title, as it stands in the tab and among search results."""

from django.utils.translation import gettext_lazy as _

from ...search_engines.results import TITLE, fits, width_of
from ..base import Severity, check

# In CSS pixels: about three short words.
SHORTEST = 200


@check(
    Severity.MODERATE,
    _("The title is short"),
    _("Say in it what the page is about and where: write a title tag under “Promote”."),
    field="seo_title",
)
def title_too_short(facts) -> bool:
    return width_of(facts.title, TITLE) < SHORTEST


@check(
    Severity.MODERATE,
    _("The title is cut off among search results"),
    _("Shorten it, or write a shorter title tag under “Promote”, with the main words first."),
    field="seo_title",
)
def title_too_long(facts) -> bool:
    return not fits(facts.title, TITLE)


@check(
    Severity.MODERATE,
    _("No picture stands beside links to the page where people share it"),
    _("No font of this site has all letters of the title: tell whoever looks after the site."),
)
def title_not_drawn(facts) -> bool:
    return not facts.title_can_be_drawn


@check(
    Severity.SERIOUS,
    _("Another page has the same title"),
    _("Write a title tag under “Promote” that says what only this page has."),
    field="seo_title",
)
def title_not_unique(facts) -> bool:
    return facts.title_is_taken
