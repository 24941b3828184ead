"""Full addresses of pages, without a query for each."""

from urllib.parse import quote

from django.conf import settings
from wagtail.models import Page, Site

# What Django's `reverse` leaves as it is.
SAFE = "/~:@!$&'()*+,;="


class Addresses:
    """Knows where each site's pages begin, as Wagtail would answer `request`."""

    def __init__(self, request, site: Site):
        # A page that lies in several sites has the address that it has in this one.
        paths = sorted(Site.get_site_root_paths(), key=lambda each: each.site_id != site.pk)
        fronts = [(each.root_path, _front_url(each.root_path, request)) for each in paths]
        self._fronts = [(path, url) for path, url in fronts if url]
        self._keeps_slash = getattr(settings, "WAGTAIL_APPEND_SLASH", True)

    def of(self, url_path: str) -> str:
        """The full URL of the page with this `url_path`; "" where no site has it."""
        for root_path, front in self._fronts:
            if url_path.startswith(root_path):
                return self._under(front, url_path[len(root_path) :])
        return ""

    def _under(self, front: str, rest: str) -> str:
        url = front + quote(rest, safe=SAFE)
        return url if self._keeps_slash or not rest else url.rstrip("/")


def _front_url(root_path: str, request) -> str:
    """Where Wagtail says that a page with this `url_path` is; with a slash at its end."""
    parts = Page(url_path=root_path).get_url_parts(request)
    if parts is None or parts[2] is None:
        return ""
    return parts[1] + parts[2].rstrip("/") + "/"
