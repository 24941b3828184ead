"""Booking providers that a clinic may already have, and the addresses that each of them uses.

Another one is one more entry. A host registers its own in `AppConfig.ready`:
`PROVIDERS.register("name", Provider("Name", ("book.provider.example",)))`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..lib.registry import Registry
from . import booking_code


@dataclass(frozen=True)
class Provider:
    """name: as visitors know it.

    hosts: where its pages are. "example.com" is that host, with "www." and without; ".example.com"
    is any under it.
    is_framed: whether its pages open inside of another site's. If not, it gets a link.
    in_code: finds addresses in its code for web pages, where they stand in another shape there than
    as src, href or url: see `booking_code`.
    """

    name: str
    hosts: tuple[str, ...]
    is_framed: bool = True
    in_code: Callable[[str], Iterable[str]] | None = None

    def serves(self, host: str) -> bool:
        return any(_is_at(host, each) for each in self.hosts)

    @property
    def frame_sources(self) -> list[str]:
        """What a Content-Security-Policy has to allow in `frame-src` for its calendars."""
        if not self.is_framed:
            return []
        return [source for host in self.hosts for source in _sources(host)]


def _is_at(host: str, place: str) -> bool:
    if place.startswith("."):
        return host.endswith(place) and host != place
    return _bare(host) == _bare(place)


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _sources(host: str) -> list[str]:
    if host.startswith("."):
        return [f"https://*{host}"]
    return [f"https://{_bare(host)}", f"https://www.{_bare(host)}"]


# Those are framed who say that they can be, or whose own code does it with the address that a
# clinic knows. A link always works.
PROVIDERS: Registry[str, Provider] = Registry(
    {
        "acuity": Provider(
            "Acuity Scheduling", (".acuityscheduling.com", ".as.me", ".squarespacescheduling.com")
        ),
        "cal": Provider(
            "Cal.com",
            ("cal.com", "app.cal.com", "cal.eu", "app.cal.eu"),
            in_code=booking_code.of_cal,
        ),
        "calendly": Provider("Calendly", ("calendly.com",)),
        "cliniko": Provider("Cliniko", (".cliniko.com",)),
        "doctolib": Provider(
            "Doctolib",
            ("doctolib.de", "doctolib.fr", "doctolib.it", "doctolib.nl", "partners.doctolib.fr"),
            is_framed=False,
        ),
        "fresha": Provider("Fresha", ("fresha.com",), is_framed=False),
        "jane": Provider("Jane", (".janeapp.com", ".janeapp.co.uk", ".janeapp.com.au")),
        "phorest": Provider("Phorest", ("phorest.com", ".phorest.me")),
        "setmore": Provider("Setmore", ("setmore.com", ".setmore.com")),
        "simplybook": Provider(
            "SimplyBook.me",
            (".simplybook.me", ".simplybook.it", ".simplybook.net", ".simplybook.asia"),
        ),
        "square": Provider(
            "Square",
            ("square.site", ".square.site", "squareup.com", ".squareup.com"),
            is_framed=False,
            in_code=booking_code.of_square,
        ),
        "timify": Provider(
            "Timify", ("timify.com", "book.timify.com"), in_code=booking_code.of_timify
        ),
        "treatwell": Provider(
            "Treatwell",
            (
                ".treatwell.at", ".treatwell.be", ".treatwell.ch", ".treatwell.co.uk",
                ".treatwell.de", ".treatwell.es", ".treatwell.fr", ".treatwell.ie",
                ".treatwell.it", ".treatwell.nl",
            ),
            is_framed=False,
            in_code=booking_code.of_treatwell,
        ),
    }
)  # fmt: skip


def provider_at(url: str) -> Provider | None:
    """The provider whose address `url` is, None for others and for what is no address."""
    host = host_of(url)
    return next((each for each in PROVIDERS.values() if each.serves(host)), None)


def host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def frame_hosts() -> list[str]:
    """What a Content-Security-Policy has to allow in `frame-src` for all providers."""
    return sorted({source for each in PROVIDERS.values() for source in each.frame_sources})
