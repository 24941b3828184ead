"""Booking providers that a clinic may already have, and the addresses that each of them uses.

Another one is one more entry: `PROVIDERS.register("name", Provider(...))`. It names the hosts that
a site's Content-Security-Policy must allow in frames.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..lib.registry import Registry


@dataclass(frozen=True)
class Provider:
    """name: as visitors know it. hosts: "example.com" is that host alone, ".example.com" any under
    it. Both of them are where its pages are and what is framed."""

    name: str
    hosts: tuple[str, ...]

    def serves(self, host: str) -> bool:
        return any(
            host.endswith(each) and host != each if each.startswith(".") else host == each
            for each in self.hosts
        )


PROVIDERS: Registry[str, Provider] = Registry(
    {
        "acuity": Provider("Acuity Scheduling", (".acuityscheduling.com", ".as.me")),
        "cal": Provider("Cal.com", ("cal.com", "app.cal.com", "cal.eu", "app.cal.eu")),
        "calendly": Provider("Calendly", ("calendly.com",)),
        "cliniko": Provider("Cliniko", (".cliniko.com",)),
        "jane": Provider("Jane", (".janeapp.com", ".janeapp.co.uk", ".janeapp.com.au")),
        "phorest": Provider("Phorest", ("phorest.com", "www.phorest.com", ".phorest.me")),
    }
)


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
    hosts = {host for provider in PROVIDERS.values() for host in provider.hosts}
    return sorted(
        f"https://*{host}" if host.startswith(".") else f"https://{host}" for host in hosts
    )


def check_address(url: str) -> None:
    """Raises a ValidationError that says why, unless visitors can safely be sent to `url`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValidationError(_("This is no web address.")) from None
    if re.search(r"[\s\\\x00-\x1f]", url):
        raise ValidationError(_("A web address has no spaces and no backslashes."))
    if parts.scheme != "https":
        raise ValidationError(
            _("Begin it with https://, so that what patients enter there is protected.")
        )
    if parts.username is not None or port not in (None, 443):
        raise ValidationError(
            _("Leave out the user name and the port: patients are to see whose address it is.")
        )
    if "." not in host_of(url):
        raise ValidationError(_("This is no web address of a provider."))
    if parts.query and re.search(r"(token|secret|password|api_?key)=", parts.query, re.I):
        raise ValidationError(
            _("This address holds a secret, which every visitor would see. Take the public one.")
        )


def check_embed(url: str) -> None:
    """The same for an address that is to be shown inside a page."""
    check_address(url)
    if provider_at(url) is None:
        known = ", ".join(provider.name for provider in PROVIDERS.values())
        raise ValidationError(
            _(
                "Only the calendars of these providers can be shown on a page: %(known)s. For "
                "another, choose a link."
            )
            % {"known": known}
        )
