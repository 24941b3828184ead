"""Between the elements of a text, rich text and its words."""

from bs4 import BeautifulSoup
from django.utils.html import escape

from ..lib.text_folding import name_key
from .document import Element, Heading, Picture, Point, Points, Run, Runs, Table, Text

BLOCK_TAGS = ["p", "li", "h2", "h3", "h4", "h5", "h6", "br", "hr", "div"]
PAGE = "page:"


def is_prose(element: Element) -> bool:
    """Whether it can stand in rich text."""
    return not isinstance(element, (Table, Picture))


def as_prose(element: Element) -> Element:
    """A table as texts, for a body that has no block for tables; of a picture its caption."""
    return element if is_prose(element) else Text((Run(element.text),))


def to_html(elements) -> str:
    """Elements as rich text; tables and pictures stand in blocks of their own."""
    return "".join(_html(element) for element in elements if is_prose(element))


def _html(element: Element) -> str:
    if isinstance(element, Text):
        return f"<p>{_runs_html(element.runs)}</p>"
    if isinstance(element, Heading):
        return f"<h3>{escape(element.text)}</h3>"
    return _points_html(element)


def _points_html(points: Points) -> str:
    tag = "ol" if points.numbered else "ul"
    return f"<{tag}>{''.join(_point_html(point) for point in points.points)}</{tag}>"


def _point_html(point: Point) -> str:
    return f"<li>{_runs_html(point.runs)}{''.join(map(_points_html, point.inner))}</li>"


def _runs_html(runs: Runs) -> str:
    return "".join(_run_html(run) for run in runs)


def _run_html(run: Run) -> str:
    html = str(escape(run.text)).replace("\n", "<br/>")
    html = f"<i>{html}</i>" if run.italic else html
    html = f"<b>{html}</b>" if run.bold else html
    return f"<a {_target(run.link)}>{html}</a>" if run.link else html


def _target(link: str) -> str:
    if link.startswith(PAGE):
        return f'linktype="page" id="{link.removeprefix(PAGE)}"'
    return f'href="{escape(link)}"'


def to_text(html) -> str:
    """What a visitor reads in rich text (str, RichText or None), without the numbers of lists."""
    soup = BeautifulSoup(getattr(html, "source", html) or "", "html.parser")
    for tag in soup.find_all(["ul", "ol"]):
        tag.insert(0, "\n")
    for tag in soup.find_all(BLOCK_TAGS):
        tag.append("\n")
    return soup.get_text()


def same_text(one, other) -> bool:
    """Whether two rich texts read the same, as names are compared; mark-up does not count."""
    return name_key(to_text(one)) == name_key(to_text(other))
