"""`python -m benchmarks.bare.plant`: a bare page with the words of the demo's page on sciatica.

It lies as deep in the tree as that one, since Wagtail asks the database for each step.
"""

from collections.abc import Iterator
from itertools import groupby

import django
from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.html import escape

COPIED = "/conditions/sciatica/"
HEADINGS = ("h2", "h3", "h4", "h5")
TEXTS = (*HEADINGS, "p", "li", "dt", "dd", "td", "th", "figcaption", "div", "section", "nav")


def main() -> None:
    from django.test import Client
    from wagtail.models import Site

    html = Client(headers={"host": "127.0.0.1"}).get(COPIED).content
    words = BeautifulSoup(html, "html.parser").main
    root = Site.objects.get(is_default_site=True).root_page
    section = plant(root.specific, "Bare", "bare", [])
    plant(section, words.h1.extract().get_text(" ", strip=True), "sciatica", list(blocks(words)))


def plant(parent, title: str, slug: str, body: list[tuple[str, str]]):
    from .models import BarePage

    page = parent.add_child(instance=BarePage(title=title, slug=slug, body=body))
    page.save_revision().publish()
    return page


def blocks(main: Tag) -> Iterator[tuple[str, str]]:
    """All its words: a block for each heading, and one for the texts up to the next."""
    texts = [(tag.name in HEADINGS, text) for tag, text in _texts(main)]
    for is_heading, together in groupby(texts, key=lambda each: each[0]):
        if is_heading:
            yield from (("heading", text) for _, text in together)
        else:
            yield "paragraph", "".join(f"<p>{text}</p>" for _, text in together)


def _texts(main: Tag) -> Iterator[tuple[Tag, str]]:
    strings = main.find_all(string=lambda text: text.strip() and text.parent.name != "script")
    for _, parts in groupby(strings, key=lambda string: id(_around(string))):
        together = list(parts)
        yield _around(together[0]), escape(" ".join(" ".join(together).split()))


def _around(string: NavigableString) -> Tag:
    return string.find_parent((*TEXTS, "main"))


if __name__ == "__main__":
    django.setup()
    main()
