"""Which requests are the same, so that one kept page answers all of them."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.staticfiles.storage import staticfiles_storage

# What advertisements and newsletters append to an address, for scripts to read: no page does.
MARKETING = re.compile(
    r"utm_\w+|gclid|gclsrc|gbraid|wbraid|dclid|gad_\w+|fbclid|msclkid|mc_[ce]id|yclid|ttclid"
    r"|twclid|li_fat_id|igshid|_hs(?:enc|mi)|hsa_\w+|matomo_\w+|mtm_\w+|pk_\w+|srsltid"
)
# What a kept page may be asked for: its own pages. Whatever else is appended is not kept, or
# anybody could fill the cache with copies of one page.
PAGED = re.compile(r"|page=[1-9][0-9]{0,2}")


def key_of(request) -> str | None:
    """Where the answer to `request` is kept; None where it must be this visitor's own."""
    if request.method not in ("GET", "HEAD") or _is_personal(request):
        return None
    query = without_marketing(request.META.get("QUERY_STRING", ""))
    if not PAGED.fullmatch(query):
        return None
    parts = (
        request.scheme,
        request.get_host().lower(),
        request.get_port(),
        request.path,
        query,
        _release(),
    )
    return "kept." + hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def without_marketing(query: str) -> str:
    """`query` as all write it who ask for the same."""
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode(sorted(pair for pair in pairs if not MARKETING.fullmatch(pair[0])))


def _is_personal(request) -> bool:
    """Signed in, with a session or a message of its own, or a preview that Wagtail makes."""
    cookies = request.COOKIES
    return (
        "HTTP_AUTHORIZATION" in request.META
        or settings.SESSION_COOKIE_NAME in cookies
        or CookieStorage.cookie_name in cookies
        or hasattr(request, "is_dummy")
    )


def _release() -> str:
    """A new release with other static files must not show pages that name the old ones."""
    return str(getattr(staticfiles_storage, "manifest_hash", ""))
