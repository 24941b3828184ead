"""The HTML that the site answers with, and what it refers to."""

import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from scripts.addresses import Address

REFERRING = ("href", "src", "poster", "data", "action", "formaction")


@dataclass
class Document:
    """An answer; `url` is where redirects led, `address` what was asked for, if it is a gate's."""

    url: str
    status: int
    html: str
    address: Address | None = None

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    @cached_property
    def ids(self) -> Counter[str]:
        return Counter(element["id"] for element in self.soup.select("[id]"))

    def references(self) -> Iterator[tuple[Tag, str]]:
        """Elements and the full URLs that they name, fragments included."""
        for element in self.soup.find_all(True):
            for value in _values(element):
                yield element, urljoin(self.url, value)


def fetch(url: str, address: Address | None = None) -> Document:
    """Follows redirects. What is no text has "" for its HTML."""
    try:
        with urllib.request.urlopen(url, timeout=30) as response:
            return _document(response, address)
    except urllib.error.HTTPError as error:
        with error:
            return _document(error, address)


def _document(response, address) -> Document:
    is_html = response.headers.get_content_type() == "text/html"
    html = response.read().decode() if is_html else ""
    return Document(response.url, response.status, html, address)


def _values(element: Tag) -> Iterator[str]:
    for name in REFERRING:
        if element.has_attr(name):
            yield element[name]
    for candidate in element.get("srcset", "").split(","):
        if candidate.strip():
            yield candidate.split()[0]
    # og:image, og:url and their like: always full URLs.
    if element.name == "meta" and element.get("content", "").startswith(("http:", "https:")):
        yield element["content"]


def script(name: str) -> str:
    """A function for `page.evaluate`, from the file beside this one."""
    return (Path(__file__).parent / name).read_text().rstrip().removesuffix(";")
