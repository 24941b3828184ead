"""Links between the pages of an old site, once these have new addresses."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from .destinations import Destination
from .document import Document, Element, Part, Point, Points, Runs, Table, Text
from .hypertext.inline import OLD
from .report import FileReport
from .richtext import PAGE


def name_in(path: str) -> str:
    """By what a page is called in an old address: "back-pain" of "/conditions/back-pain.html"."""
    parts = [part for part in PurePosixPath(path).parts if part not in ("/", "..")]
    names = [PurePosixPath(part).stem for part in parts]
    return next((name for name in reversed(names) if name.lower() not in ("index", "default")), "")


def with_links(document: Document, destination: Destination, report: FileReport) -> Document:
    """With links to the pages of this site in place of those to the old one."""
    resolve = _Resolver(destination, report)
    parts = tuple(_part(part, resolve) for part in document.parts)
    closing = document.closing and _part(document.closing, resolve)
    return replace(document, parts=parts, closing=closing)


class _Resolver:
    def __init__(self, destination: Destination, report: FileReport):
        self.root = destination.site.root_page
        self.report = report

    def __call__(self, link: str) -> str:
        if not link.startswith(OLD):
            return link
        path = link.removeprefix(OLD)
        page = self._page_called(slugify(name_in(path), allow_unicode=True))
        if page:
            return f"{PAGE}{page}"
        message = _("A link leads to “%(path)s”, which is no page here.")
        self.report.add_missing(message % {"path": path})
        # Relative to a page that is gone it leads nowhere; from the root a redirect may take it up.
        return path if path.startswith("/") else ""

    def _page_called(self, slug: str) -> int | None:
        pages = Page.objects.descendant_of(self.root).filter(slug=slug).order_by("path")
        found = list(pages.values_list("pk", flat=True)[:2]) if slug else []
        return found[0] if len(found) == 1 else None


def _part(part: Part, resolve: Callable[[str], str]) -> Part:
    return replace(part, elements=tuple(_element(each, resolve) for each in part.elements))


def _element(element: Element, resolve) -> Element:
    if isinstance(element, Text):
        return replace(element, runs=_runs(element.runs, resolve))
    if isinstance(element, Table):
        rows = tuple(tuple(_runs(cell, resolve) for cell in row) for row in element.rows)
        return replace(element, rows=rows)
    return _points(element, resolve) if isinstance(element, Points) else element


def _points(points: Points, resolve) -> Points:
    return replace(points, points=tuple(_point(each, resolve) for each in points.points))


def _point(point: Point, resolve) -> Point:
    inner = tuple(_points(each, resolve) for each in point.inner)
    return Point(_runs(point.runs, resolve), inner)


def _runs(runs: Runs, resolve) -> Runs:
    return tuple(replace(run, link=resolve(run.link)) for run in runs)
