"""What stands in curly brackets in the words of a mail, and is filled in when it goes.

Not Django's template language: who words a mail can ask for nothing else by it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...lib import dates
from ...lib.registry import Registry
from ...pages.clinic import ClinicSettings
from ..request.models import BookingRequest
from ..times.links import manage_url
from ..times.models import Appointment
from .kinds import MailKind


@dataclass(frozen=True)
class Facts:
    """What a mail may tell of. appointment: held, agreed, or the one that the mail cancels."""

    request: BookingRequest
    clinic: ClinicSettings
    appointment: Appointment | None = None


@dataclass(frozen=True)
class Token:
    """label: what it stands for. value: "" where there is none.

    in_subject: whether it may stand there. Subjects are read on locked telephones, and kept by
    whoever handles the mail: nothing of a patient may.
    """

    label: str | Promise
    value: Callable[[Facts], str]
    in_subject: bool = False


def desk_url() -> str:
    """The desk, not the request: an address in a mail says nothing of anybody."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("booking-desk_modeladmin_index")


def _of_appointment(read: Callable[[Appointment], str]) -> Callable[[Facts], str]:
    return lambda facts: read(facts.appointment) if facts.appointment else ""


# A host's: `TOKENS.register("name", Token(...))`, and named in the `tokens` of a kind.
TOKENS: Registry[str, Token] = Registry(
    {
        "date": Token(
            _("the day of the appointment"),
            _of_appointment(lambda appointment: dates.day_of(appointment.starts_at)),
        ),
        "time": Token(
            _("when it begins"),
            _of_appointment(lambda appointment: dates.time_of(appointment.starts_at)),
        ),
        "practitioner": Token(
            _("with whom it is"),
            _of_appointment(lambda a: a.practitioner.title if a.practitioner else ""),
        ),
        "manage_link": Token(_("the link to cancel or move it"), _of_appointment(manage_url)),
        "reference": Token(
            _("the reference of the request"), lambda facts: facts.request.reference
        ),
        "clinic": Token(
            # A line break in the clinic's name would end a header.
            _("the clinic's name"),
            lambda facts: " ".join(facts.clinic.name.split()),
            in_subject=True,
        ),
        "phone": Token(_("the clinic's telephone number"), lambda facts: facts.clinic.phone),
        "address": Token(
            _("the clinic's address"), lambda facts: ", ".join(facts.clinic.address_lines)
        ),
        "desk_link": Token(_("the link to the desk"), lambda facts: desk_url()),
    }
)


# --- Filling in ----------------------------------------------------------------------------------

TOKEN = re.compile(r"\{([^{}\n]*)\}")
# What is left over at the end of a line when a token there was empty.
LEFT_OVER = re.compile(r"[\s,;:–-]+$")


def fill(words: str, facts: Facts) -> str:
    """The words of a mail with their tokens filled in. A line all of whose tokens are empty goes:
    "Telephone: {phone}" stands only where there is a number."""
    lines = (_filled(line, facts) for line in words.splitlines() if _is_needed(line, facts))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def fill_subject(words: str, facts: Facts) -> str:
    return " ".join(_filled(words, facts).split())


def _is_needed(line: str, facts: Facts) -> bool:
    values = [value_of(name, facts) for name in names_in(line) if name in TOKENS]
    return any(values) or not values


def _filled(line: str, facts: Facts) -> str:
    empty = [name for name in names_in(line) if name in TOKENS and not value_of(name, facts)]
    filled = TOKEN.sub(lambda found: _filled_in(found, facts), line)
    return LEFT_OVER.sub("", filled) if empty else filled


def _filled_in(found: re.Match, facts: Facts) -> str:
    name = _name(found[1])
    if name not in TOKENS:
        # A host's template may have braces of its own.
        return found[0]
    value = value_of(name, facts)
    ends_a_sentence = found.string[found.end() :].startswith(".")
    # "at 9 a.m."
    return value.removesuffix(".") if ends_a_sentence else value


def value_of(name: str, facts: Facts) -> str:
    return str(TOKENS[name].value(facts))


def names_in(words: str) -> list[str]:
    return [_name(written) for written in TOKEN.findall(words)]


def _name(typed: str) -> str:
    return typed.strip().lower()


def written(name: str) -> str:
    return f"{{{name}}}"


# --- What is wrong -------------------------------------------------------------------------------


def problems_of_body(words: str, kind: MailKind) -> list[str]:
    """What is wrong with a wording, a sentence each; nothing is with an empty one."""
    if not words.strip():
        return []
    missing = [name for name in kind.needed if name not in names_in(words)]
    return [*_unknown(words, kind.tokens), *map(_missing, missing)]


def problems_of_subject(words: str, kind: MailKind) -> list[str]:
    known = [name for name in kind.tokens if TOKENS[name].in_subject]
    found = [name for name in names_in(words) if name in TOKENS and name not in known]
    refused = [
        gettext(
            "“%(token)s” must not stand in a subject: it can be read on a locked telephone. Only "
            "%(known)s may."
        )
        % {"token": written(name), "known": ", ".join(map(written, known))}
        for name in dict.fromkeys(found)
    ]
    return [*refused, *_unknown(words, known, besides=found)]


def _unknown(words: str, known: Iterable[str], besides: Iterable[str] = ()) -> list[str]:
    """besides: what something else is said of."""
    others = {*known, *besides}
    unknown = [name for name in TOKEN.findall(words) if _name(name) not in others]
    found = [
        gettext("“%(token)s” is not known here. You can write %(known)s.")
        % {"token": written(name), "known": ", ".join(map(written, known))}
        for name in dict.fromkeys(unknown)
    ]
    if re.search("[{}]", TOKEN.sub("", words)):
        found.append(gettext("There is a single curly bracket. They stand around tokens only."))
    return found


def _missing(name: str) -> str:
    return gettext("“%(token)s” is missing: %(label)s.") % {
        "token": written(name),
        "label": TOKENS[name].label,
    }
