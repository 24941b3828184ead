"""The ways in which a booking box lets visitors book.

A host or another app registers its own: `WAYS.register("name", BookingWay(...))` in
`AppConfig.ready`. `clinic_pages.booking` adds the clinic's own request form.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..lib.registry import Registry
from .booking_addresses import check_address, check_embed

CONTACT = "contact"


@dataclass(frozen=True)
class BookingWay:
    """label: what editors choose. template: rendered with `snippet`, `clinic` and `page`.

    check: raises a ValidationError unless the provider's address suits; None: there is no address.
    comes_first: whether it is offered before the others, so that new texts have it.
    """

    label: str | Promise
    template: str
    check: Callable[[str], None] | None = None
    comes_first: bool = False


WAYS: Registry[str, BookingWay] = Registry(
    {
        "link": BookingWay(
            _("A link to our page at a booking provider"),
            "clinic_pages/booking_ways/link.html",
            check_address,
        ),
        "embed": BookingWay(
            _("A booking provider's calendar on the page, loaded by a click"),
            "clinic_pages/booking_ways/embed.html",
            check_embed,
        ),
        CONTACT: BookingWay(
            _("Telephone and e-mail only"), "clinic_pages/booking_ways/contact.html"
        ),
    }
)


def way_choices() -> list[tuple[str, str | Promise]]:
    ways = sorted(WAYS.items(), key=lambda item: not item[1].comes_first)
    return [(name, way.label) for name, way in ways]


def default_way() -> str:
    first, way = min(WAYS.items(), key=lambda item: not item[1].comes_first)
    return first if way.comes_first else CONTACT


def way_called(name: str) -> BookingWay:
    """A way that is not there any more leaves telephone and e-mail."""
    return WAYS.get(name) or WAYS[CONTACT]
