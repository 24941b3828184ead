"""What can be read off a page's HTML."""

import json
import re
from functools import cached_property
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

# What stands on every page, or is there for editors: not what this page says.
AROUND = "nav, #booking, [data-clinic-aside], script, style, template"
WORD = re.compile(r"\w+(?:['’-]\w+)*")


def count_words(text: str) -> int:
    return len(WORD.findall(text))


class Outline:
    """The content of a page in HTML: its main part, without what stands around every page's."""

    def __init__(self, html: str, root_url: str = ""):
        soup = BeautifulSoup(html, "html.parser")
        self.root_url = root_url
        self.graph = _graph_in(soup)
        self.main = soup.select_one("[data-clinic-page]") or soup.find("main") or soup
        # A request form counts as well as an address or number.
        self.shows_booking = bool(self.main.select_one("#booking :is(a[href], form)"))
        self.heading_levels = [int(each.name[1]) for each in self.main.find_all(HEADINGS)]
        for each in self.main.select(AROUND):
            each.decompose()

    @cached_property
    def words(self) -> int:
        return count_words(self.main.get_text(" "))

    @property
    def images_without_alt(self) -> int:
        """Of images that a template says nothing of, which is not alt=""."""
        return len(self.main.select("img:not([alt])"))

    @property
    def links_out(self) -> int:
        """How many links lead to other pages of the site."""
        return sum(self._is_inside(link["href"]) for link in self.main.select("a[href]"))

    def _is_inside(self, href: str) -> bool:
        if href.startswith("#"):
            return False
        url = urlsplit(href)
        return (not url.netloc and not url.scheme) or self._is_on_site(url)

    def _is_on_site(self, url) -> bool:
        return bool(self.root_url) and url.netloc == urlsplit(self.root_url).netloc


HEADINGS = re.compile(r"^h[1-6]$")


def _graph_in(soup) -> dict | None:
    """The page's JSON-LD document, None without one that can be read."""
    script = soup.select_one('script[type="application/ld+json"]')
    try:
        return json.loads(script.string) if script else None
    except ValueError:
        return None
