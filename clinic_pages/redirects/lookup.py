"""Which redirect an editor made for an address, whatever capitals both have.

Imports `wagtail.contrib.redirects`, so import this module only where that app is installed.
"""

from collections import defaultdict
from functools import partial
from urllib.parse import urlsplit

from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from ..lib.facts import fact
from .small_letters import small


@fact
def with_capitals() -> dict[str, tuple[str, ...]]:
    """{path in small letters: how it is written} of the redirects whose path has capitals."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in Redirect.objects.values_list("old_path", flat=True):
        if small(path) != path:
            found[small(path)].add(path)
    return {path: tuple(sorted(each)) for path, each in found.items()}


def redirect_for(request) -> Redirect | None:
    """One query, where Wagtail's own middleware asks up to four times."""
    wanted = _ways_to_write(request.get_full_path())
    if "\0" in "".join(wanted):
        return None
    found = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path__in=wanted)
    return min(found, key=partial(_rank, wanted), default=None)


def _rank(wanted: list[str], redirect: Redirect) -> tuple[int, bool]:
    """As it was asked for comes first, then what is for this site alone."""
    return wanted.index(redirect.old_path), redirect.site_id is None


def _ways_to_write(address: str) -> list[str]:
    """The paths of redirects that fit: with its query and without, as written, read and in small
    letters."""
    whole = Redirect.normalise_path(address, decode_unicode=False)
    read = [uri_to_iri(whole), whole, uri_to_iri(urlsplit(whole).path), urlsplit(whole).path]
    alike = [each for path in read for each in (small(path), *with_capitals().get(small(path), ()))]
    return list(dict.fromkeys([*read, *alike]))


def leads_back(request, link: str) -> bool:
    """Whether it is where the visitor is: the page there is unpublished, say."""
    address = urlsplit(link)
    is_here = address.netloc in ("", request.get_host())
    return is_here and Redirect.normalise_path(link) == Redirect.normalise_path(request.path)
