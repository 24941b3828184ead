"""How much the page says, and how much of that no other page says."""

from django.utils.translation import gettext_lazy as _

from ...conf import get_conf
from ..base import Severity, check

# Of all that visitors read, so much should be on this page alone.
LEAST_OWN_SHARE = 0.3


@check(
    Severity.MODERATE,
    _("The page says little of its own"),
    _("Write more that helps readers: what it feels like, what to expect, what patients ask."),
    field="body",
)
def thin_page(facts) -> bool:
    return not facts.may_be_short and facts.own_words < get_conf().thin_page_words


@check(
    Severity.MODERATE,
    _("Most of the page is text that other pages show too"),
    _("Reword therapies for this page, or write more sections that are only about its subject."),
    field="body",
)
def mostly_shared_text(facts) -> bool:
    return facts.shared_words > 0 and facts.own_words < LEAST_OWN_SHARE * facts.words
