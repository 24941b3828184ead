"""How the page hangs together with the rest of the site."""

from django.utils.translation import gettext_lazy as _

from ..base import Severity, check


@check(
    Severity.MODERATE,
    _("No link leads from this page to another page of the site"),
    _("Link to pages that readers want next, such as therapies or related conditions."),
    field="body",
)
def no_link_out(facts) -> bool:
    return facts.links_out == 0


@check(
    Severity.SERIOUS,
    _("No page leads to this one"),
    _("Link to it from a page on a subject close to it, or show it in menus."),
    field="show_in_menus",
)
def no_link_in(facts) -> bool:
    return not facts.is_linked
