"""The address of a clinic's page at a booking provider: read from what an editor types or pastes,
checked, and what is to be said of it."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .booking_code import written
from .booking_look_alikes import as_browsers_write, look_alike_at
from .booking_providers import PROVIDERS, host_of, provider_at

# Providers' codes have some hundred characters, the longest with all colours some thousand.
MOST_CODE = 20_000
# Without the semicolon nothing is meant: in `?a=1&copy=2` there is no ©.
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]\w*);", re.IGNORECASE)


# --- Reading -------------------------------------------------------------------------------------


def is_code(text: str) -> bool:
    return bool(re.search(r"[<{]|&lt;", text))


def address_in(text: str) -> str:
    """The address itself, or the only one in a provider's code for web pages, of which nothing else
    is kept. Raises a ValidationError where there is none or more than one."""
    if not is_code(text):
        return text.strip().replace("&amp;", "&")
    if len(text) > MOST_CODE:
        raise ValidationError(_("This is more than a provider's code. Enter the address alone."))
    found = addresses_in(text)
    if not found:
        raise ValidationError(
            _("There is no address of a booking page in this code. Enter the address itself.")
        )
    if len(found) > 1:
        raise ValidationError(
            _("There is more than one address in this code: %(addresses)s. Enter one of them.")
            % {"addresses": ", ".join(found)}
        )
    return found[0]


def addresses_in(code: str) -> list[str]:
    """All that `code` leads to or shows, each once, in the order of reading."""
    if "<" not in code:
        code = _decoded(code)
    code = code.replace("\\/", "/")
    found = [*written(code)]
    for provider in PROVIDERS.values():
        found += provider.in_code(code) if provider.in_code else []
    return list(dict.fromkeys(_decoded(each) for each in found))


def _decoded(text: str) -> str:
    return ENTITY.sub(lambda entity: unescape(entity[0]), text)


# --- Checking ------------------------------------------------------------------------------------


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
    provider = provider_at(url)
    if provider is None:
        framed = (each.name for each in PROVIDERS.values() if each.is_framed)
        raise ValidationError(
            _(
                "Only the calendars of these providers can be shown on a page: %(known)s. For "
                "another, choose a link."
            )
            % {"known": ", ".join(framed)}
        )
    if not provider.is_framed:
        raise ValidationError(
            _("A calendar of %(provider)s cannot be shown on a page. Choose a link.")
            % {"provider": provider.name}
        )


# --- Saying --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Remark:
    """What an editor is told of an address. status: as Wagtail's help blocks have it."""

    status: str
    text: str


def remarks(text: str) -> list[Remark]:
    """On what stands in the field, while it is typed and after: whose address it is. What cannot
    stay is said when it is saved, but for code: it is there all at once."""
    try:
        address = address_in(text)
    except ValidationError as error:
        return [Remark("critical", message) for message in error.messages]
    if "." not in host_of(address).strip("."):
        return []
    kept = [Remark("info", _only_the_address(address))] if is_code(text) else []
    return [*kept, warning(address) or _whose(address)]


def warning(address: str) -> Remark | None:
    """Where patients might be sent to a stranger."""
    provider = look_alike_at(address)
    if provider is None:
        return None
    text = _(
        "%(host)s looks like an address of %(provider)s, and is none that we know. Make sure whose "
        "it is before patients are sent there."
    )
    host = as_browsers_write(host_of(address))
    return Remark("warning", text % {"host": host, "provider": provider.name})


def _only_the_address(address: str) -> str:
    return _("Of this code only the address is kept: %(address)s") % {"address": address}


def _whose(address: str) -> Remark:
    provider = provider_at(address)
    if provider is None:
        text = _(
            "%(host)s belongs to no booking provider that we know. A link to it is possible, a "
            "calendar on the page is not."
        )
        return Remark("info", text % {"host": as_browsers_write(host_of(address))})
    if provider.is_framed:
        text = _("An address of %(provider)s. Both a link and a calendar on the page are possible.")
    else:
        text = _(
            "An address of %(provider)s. A link to it is possible, a calendar on the page is not."
        )
    return Remark("info", text % {"provider": provider.name})
