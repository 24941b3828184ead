"""What of a saved page is not its text: navigation, footers, cookie banners, forms."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..document import words
from .trees import is_seen, text_of

TAGS = frozenset((
    "nav", "aside", "address", "form", "button", "dialog", "menu", "select", "textarea", "iframe",
))  # fmt: skip
PAGE_TAGS = frozenset(["header", "footer"])
ROLES = frozenset((
    "navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "complementary",
    "menu", "menubar",
))  # fmt: skip
# Parts of classes and ids, as they are common.
NAMES = frozenset((
    "nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs", "cookie",
    "cookies", "consent", "gdpr", "ccpa", "footer", "masthead", "sidebar", "share", "sharing",
    "social", "skip", "newsletter", "popup", "modal", "overlay", "search", "comments",
    "pagination", "pager", "copyright", "topbar", "toolbar", "login", "crumbs", "crumb",
))  # fmt: skip
# Builders of pages call each piece of text a widget, too: "elementor-widget".
WIDGETS = frozenset(["widget", "widgets", "widget-area"])
BUTTONS = frozenset(["button", "btn"])
LONGEST_BUTTON = 5
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "summary"])
HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
MAIN_IDS = frozenset(["main", "content", "main-content", "maincontent", "primary"])
PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# A stretch with so many links, and hardly a word beside them, leads through a site.
FEWEST_LINKS = 4
SHARE_OF_LINKS = 0.8
LONGEST_LINK = 4


def content_and_rest(body: Element) -> tuple[Element, list[Element]]:
    """(the element that holds the page's own text, elements that are not that)."""
    content = _main(body)
    rest = list(_beside(body, content)) if content is not body else []
    total = len(words(text_of(content)))
    return content, rest + list(_chrome(content, content, total))


def _main(body: Element) -> Element:
    """<main>, else the only <article>, else all of it."""
    for is_main in (_is_main, lambda each: each.tag == "article", _is_called_main):
        found = [each for each in body.iter() if is_seen(each) and is_main(each)]
        if len(found) == 1 and words(text_of(found[0])):
            return found[0]
    return body


def _is_main(element: Element) -> bool:
    return element.tag == "main" or element.get("role") == "main"


def _is_called_main(element: Element) -> bool:
    return (element.get("id") or "").lower() in MAIN_IDS and element.tag not in ("a", "body")


def _beside(element: Element, content: Element) -> Iterator[Element]:
    """The largest elements under `element` that `content` does not stand in."""
    for child in element:
        if child is content or not is_seen(child):
            continue
        if any(each is content for each in child.iter()):
            yield from _beside(child, content)
        else:
            yield child


def _chrome(element: Element, content: Element, total: int) -> Iterator[Element]:
    for child in element:
        if not is_seen(child) or _unfolds(child, element):
            continue
        if _is_chrome(child, content, total):
            yield child
        else:
            yield from _chrome(child, content, total)


def _is_chrome(element: Element, content: Element, total: int) -> bool:
    if element.tag in TAGS or element.get("role") in ROLES or _is_hidden(element):
        return True
    if element.tag == "img" or _holds_the_text(element, total):
        return False
    if element.tag in PAGE_TAGS:
        return content.tag != "article" and not _has_only_title(element, content)
    names = _names(element)
    return (
        bool(NAMES & names)
        or (content.tag == "body" and bool(WIDGETS & set(element.get("class", "").split())))
        or (bool(BUTTONS & names) and _is_button(element))
        or _leads_through_site(element)
    )


def _is_hidden(element: Element) -> bool:
    """Whether nobody sees it, not even after a click on the heading that it belongs to."""
    is_hidden = "hidden" in element.attrib or bool(HIDDEN.search(element.get("style", "")))
    return is_hidden and not element.get("aria-labelledby")


def _unfolds(element: Element, outer: Element) -> bool:
    """Whether it is a heading that opens what stands under it: that is text."""
    return element.tag == "button" and (
        outer.tag in HEADINGS
        or ("aria-expanded" in element.attrib and "aria-controls" in element.attrib)
    )


def _is_button(element: Element) -> bool:
    """Whether it is a link that looks like a button, and nothing else."""
    links = [each for each in element.iter("a") if each.get("href")]
    said = words(text_of(element))
    return len(links) == 1 and len(said) <= LONGEST_BUTTON and words(text_of(links[0])) == said


def _holds_the_text(element: Element, total: int) -> bool:
    """What is named like a menu, and has half of the page in it, is none."""
    return 2 * len(words(text_of(element))) > total and bool(_paragraphs(element))


def _paragraphs(element: Element) -> list[Element]:
    return [each for each in element.iter("p") if len(words(text_of(each))) > 8]


def _has_only_title(element: Element, content: Element) -> bool:
    own = len(list(element.iter("h1")))
    return own > 0 and own == len(list(content.iter("h1")))


def _names(element: Element) -> set[str]:
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return {part.lower() for part in PART.findall(named)}


def _leads_through_site(element: Element) -> bool:
    """Whether it is a stretch of short links within the site."""
    if element.tag not in ("ul", "ol", "td", "div", "p", "table", "tr", "center"):
        return False
    links = [each for each in element.iter("a") if each.get("href")]
    if len(links) < FEWEST_LINKS:
        return False
    texts = [words(text_of(each)) for each in links]
    linked = sum(map(len, texts))
    said = len(words(text_of(element)))
    is_within = all(not re.match(r"[a-z]+:", each.get("href")) for each in links)
    return is_within and linked >= SHARE_OF_LINKS * said and linked <= LONGEST_LINK * len(links)
