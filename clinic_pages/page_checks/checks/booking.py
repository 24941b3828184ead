"""Whether a visitor who wants to come can say so."""

from django.utils.translation import gettext_lazy as _

from ..base import Severity, check


@check(
    Severity.SERIOUS,
    _("The page shows no way to book"),
    _("Enter a phone number or e-mail address under Settings → Clinic."),
    field="booking_snippet",
)
def no_way_to_book(facts) -> bool:
    return not facts.shows_booking
