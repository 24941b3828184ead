"""Hosts that look like a booking provider's and are not: caiendly.com, calendly.com.evil.example.

Whoever falls for one sends patients and their data to a stranger. An editor is warned and not
stopped: a clinic may have a good reason for `cliniko.clinic.example`.
"""

from ..lib.text_folding import fold
from .booking_providers import PROVIDERS, Provider, host_of

# Letters of other scripts, and digits, that a reader takes for these. The case is gone before: a
# capital I is an i, and looks like an l.
TAKEN_FOR = {
    "a": "\u0430\u03b1\u0251", "b": "\u044c", "c": "\u0441", "d": "\u0501", "e": "\u0435\u03b53",
    "g": "\u0261", "h": "\u04bb", "j": "\u0458", "k": "\u043a\u03ba",
    "l": "i1|\u0131\u0142\u0456\u03b9\u04cf", "m": "\u043c", "n": "\u03b7\u043f",
    "o": "0\u00f8\u043e\u03bf", "p": "\u0440\u03c1", "q": "\u051b", "r": "\u0433",
    "s": "5\u0455", "t": "\u0442\u03c4", "u": "\u03c5", "v": "\u03bd", "w": "\u051d",
    "x": "\u0445", "y": "\u0443",
}  # fmt: skip
AS_READ = str.maketrans({odd: plain for plain, all_odd in TAKEN_FOR.items() for odd in all_odd})
# Below the country: clinic.co.uk.
SECOND_LEVELS = {"co", "com"}
# A shorter name is a word, or a part of many.
LONG, SHORT = 7, 5


def look_alike_at(url: str) -> Provider | None:
    """The provider whose address `url` might be taken for, and is not; None for its own."""
    host = host_of(url)
    if not host or any(each.serves(host) or _owns(each, host) for each in PROVIDERS.values()):
        return None
    return next((each for each in PROVIDERS.values() if _resembles(host, each)), None)


def as_browsers_write(host: str) -> str:
    """xn--… of letters that no plain host has: so that an editor sees the difference."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _owns(provider: Provider, host: str) -> bool:
    return any(f".{host}".endswith(f".{domain}") for domain in _domains(provider))


def _domains(provider: Provider) -> set[str]:
    """{"timify.com"} of ("book.timify.com",)."""
    return {_domain(each.strip(".")) for each in provider.hosts}


def _domain(host: str) -> str:
    labels = host.split(".")
    has_second_level = len(labels) > 2 and labels[-2] in SECOND_LEVELS
    return ".".join(labels[-3:] if has_second_level else labels[-2:])


def _resembles(host: str, provider: Provider) -> bool:
    labels = [_as_read(label) for label in host.split(".")]
    return any(
        f".{_as_read(domain)}." in f".{'.'.join(labels)}."
        or any(_names(label, _as_read(domain.split(".")[0])) for label in labels[:-1])
        for domain in _domains(provider)
    )


def _names(label: str, name: str) -> bool:
    """Whether somebody reads the provider's name in a part of a host."""
    words, label = label.split("-"), label.replace("-", "")
    name = name.replace("-", "")
    if len(name) >= LONG:
        return name in label or any(_is_a_slip(word, name) for word in [*words, label])
    return len(name) >= SHORT and name in words


def _is_a_slip(word: str, name: str) -> bool:
    """Whether one letter too much, too little or wrong, or two exchanged, make `name` of it."""
    word, name = _where_they_part(word, name)
    word, name = _where_they_part(word[::-1], name[::-1])
    return max(len(word), len(name)) <= 1 or (len(word) == 2 and word == name[::-1])


def _where_they_part(one: str, other: str) -> tuple[str, str]:
    """What is left of both without their common beginning."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    return one, other


def _as_read(text: str) -> str:
    return fold(_decoded(text)).translate(AS_READ).replace("rn", "m").replace("vv", "w")


def _decoded(text: str) -> str:
    """What a browser may show of xn--…; other text as it is."""
    if not text.startswith("xn--"):
        return text
    try:
        return text.removeprefix("xn--").encode().decode("punycode")
    except UnicodeError:
        return text
