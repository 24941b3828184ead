"""The addresses of a site that a gate, a measurement or a screenshot asks for.

`python -m scripts.addresses` prints those that its database knows, as JSON.
"""

import json
import re
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

NOT_FOUND = "/no-such-page/"
LOCATION = re.compile(r"<loc>\s*(.*?)\s*</loc>")


@dataclass(frozen=True)
class Address:
    path: str
    # Pages of one kind have the same template: the name of their model.
    kind: str
    name: str

    @property
    def status(self) -> int:
        """What the site answers."""
        return 404 if self.path == NOT_FOUND else 200


FIXED = (
    Address("/booking/", "booking form", "booking-form"),
    Address("/search/?q=sciatica", "search", "search"),
    Address("/search/?q=xylophone", "search without results", "search-nothing-found"),
    Address("/search/", "empty search", "search-empty"),
    Address(NOT_FOUND, "not found", "not-found"),
)


def of_path(path: str, kind: str) -> Address:
    return Address(path, kind, path.strip("/").replace("/", "-") or "home")


def of_pages() -> list[Address]:
    """Every live page that everybody may see, in the order of the tree."""
    from wagtail.models import Page

    pages = Page.objects.live().public().filter(depth__gt=1).specific()
    return [of_path(urlsplit(page.get_url()).path, type(page).__name__) for page in pages]


def unannounced(sitemap: str, base: str, known: list[Address]) -> list[Address]:
    """What else a sitemap names: addresses below a page that are no pages."""
    paths = [location.removeprefix(base) for location in LOCATION.findall(sitemap)]
    return [of_path(path, "below a page") for path in paths if path not in {a.path for a in known}]


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps([asdict(address) for address in (*of_pages(), *FIXED)]))
