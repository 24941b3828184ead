"""The form's key: signed, so that only a form that this site handed out is taken.

It takes the place of a CSRF cookie, so that no cookie is set for a form that has no session to
protect: see docs/decisions/0018-a-form-without-a-cookie.md.
"""

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core import signing
from django.utils import timezone

SALT = "clinic_booking.form"
# Longer than anybody takes, and less than a page lies about in an archive.
SECONDS_GOOD = 12 * 60 * 60
# Nobody reads the form, fills it in and sends it in less.
SECONDS_TOO_FAST = 2


@dataclass(frozen=True)
class FormKey:
    """key: "" for a form that was never handed out. seconds_old: since then."""

    key: str
    seconds_old: float

    @property
    def is_good(self) -> bool:
        return bool(self.key) and self.seconds_old <= SECONDS_GOOD

    @property
    def is_too_fast(self) -> bool:
        return self.seconds_old < SECONDS_TOO_FAST


def hand_out() -> str:
    return signing.dumps([secrets.token_urlsafe(12), timezone.now().timestamp()], salt=SALT)


def read(token: str) -> FormKey:
    """What `token` says, also after its time: it tells what was sent twice."""
    try:
        key, made_at = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return FormKey("", 0)
    return FormKey(key, timezone.now().timestamp() - made_at)


def is_from_here(request) -> bool:
    """Whether a browser says that the form it sends is one of this site's.

    All browsers of these days send one of the two headers with a form. What sends neither is no
    browser, and carries nobody's rights.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site:
        return fetch_site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if not origin:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme == request.scheme and parts.netloc == request.get_host()
