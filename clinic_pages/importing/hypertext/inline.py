"""Stretches of text within a paragraph: their looks, links and white space."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from ..document import WORD_CHARACTER, Run, Runs, Text, read

BOLD_TAGS = frozenset(["b", "strong"])
ITALIC_TAGS = frozenset(["i", "em", "cite", "dfn", "var"])
UNDERLINE_TAGS = frozenset(["u", "ins"])
BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
NORMAL = re.compile(r"font-weight:\s*(?:normal|[1-4]00)", re.IGNORECASE)
ITALIC = re.compile(r"font-style:\s*italic", re.IGNORECASE)
UNDERLINE = re.compile(r"text-decoration:[^;]*underline", re.IGNORECASE)
SCHEMES = ("http", "https", "mailto", "tel")
# A link to another page of the old site, whose new address is found later.
OLD = "old:"


@dataclass(frozen=True)
class Look:
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    link: str = ""

    def within(self, element: Element, base: str) -> "Look":
        """The look of what stands in `element`. base: the address of the page."""
        tag, style = element.tag, element.get("style", "")
        return Look(
            (self.bold or tag in BOLD_TAGS or bool(BOLD.search(style)))
            and not NORMAL.search(style),
            self.italic or tag in ITALIC_TAGS or bool(ITALIC.search(style)),
            self.underlined or tag in UNDERLINE_TAGS or bool(UNDERLINE.search(style)),
            link_of(element.get("href", ""), base) if tag == "a" else self.link,
        )

    def run(self, text: str) -> Run:
        return Run(text, self.bold, self.italic, self.underlined and not self.link, self.link)


def link_of(href: str, base: str) -> str:
    """A link as it is kept: an address anywhere, or one on the old site. "" for what leads nowhere,
    or does something instead."""
    href = re.sub(r"[\s\x00-\x1f]+", "", href)
    if not href or href.startswith("#"):
        return ""
    if base:
        href = urljoin(base, href)
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if parts.scheme in SCHEMES and (parts.netloc or parts.scheme in ("mailto", "tel")):
        is_old = base and parts.netloc == urlsplit(base).netloc and parts.scheme != "mailto"
        return f"{OLD}{parts.path or '/'}" if is_old and parts.netloc else href
    if parts.scheme or parts.netloc:
        return ""
    return OLD + parts.path if parts.path else ""


def texts_of(runs: Iterable[Run]) -> list[Text]:
    """The paragraphs that `runs` are: two line breaks end one. White space as browsers show it."""
    return [Text(each) for each in _paragraphs(list(runs)) if WORD_CHARACTER.search(read(each))]


def tidy(runs: Iterable[Run]) -> Runs:
    """`runs` with white space once, none at the ends and around breaks; equal looks are one."""
    joined = [
        replace(look, text="".join(run.text for run in same))
        for look, same in groupby(runs, key=lambda run: replace(run, text=""))
    ]
    kept, before = [], " "
    for run in joined:
        text = _once(run.text, before)
        before = text[-1:] or before
        kept.append(replace(run, text=text))
    return _stripped(_merged(kept))


def _once(text: str, before: str) -> str:
    text = re.sub(r" *\n *", "\n", re.sub(r" +", " ", text))
    return text.lstrip(" ") if before in (" ", "\n") else text


def _merged(runs: list[Run]) -> list[Run]:
    """Without empty ones, and with blanks in the look of what stands before them."""
    kept: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        same = kept and replace(kept[-1], text="") == replace(run, text="")
        if kept and (same or (not run.text.strip(" ") and not run.link)):
            kept[-1] = replace(kept[-1], text=kept[-1].text + run.text)
        else:
            kept.append(run)
    return kept


def _stripped(runs: list[Run]) -> Runs:
    # Of a non-breaking space at an end nobody sees anything, either.
    while runs and not runs[0].text.lstrip():
        runs = runs[1:]
    while runs and not runs[-1].text.rstrip():
        runs = runs[:-1]
    if not runs:
        return ()
    runs = [replace(runs[0], text=runs[0].text.lstrip()), *runs[1:]]
    return (*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip()))


def _paragraphs(runs: list[Run]) -> list[Runs]:
    paragraphs: list[list[Run]] = [[]]
    # A break that follows a break, blanks between them or not, whatever their looks are.
    breaks = 0
    for run in runs:
        for piece in re.split(r"(\n)", run.text):
            if piece == "\n":
                breaks += 1
            elif piece.strip():
                if breaks > 1:
                    paragraphs.append([])
                elif breaks:
                    paragraphs[-1].append(replace(run, text="\n"))
                breaks = 0
                paragraphs[-1].append(replace(run, text=piece))
            elif piece and not breaks:
                paragraphs[-1].append(replace(run, text=piece))
    return [tidy(each) for each in paragraphs]
