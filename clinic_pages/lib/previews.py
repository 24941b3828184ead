"""The unsaved object as it would look on the pages that show it: "As shown on Sciatica".

Such a page is rendered twice, with the unsaved object and with the stored one, and what is not the
same is marked. Where nothing differs, what the page shows of the object is marked instead: it is
rendered as if that were not there.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpResponse
from django.template.loader import render_to_string
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from .editing import may_read_draft
from .marks import marked
from .registry import Registry
from .stand_in import standing_in
from .visibility import is_restricted

PREFIX = "shown-on-"
NOTE = "clinic_pages/lib/preview_note.html"
FILES = "clinic_pages/lib/preview_files.html"

# {subject: function of the object and the page that gives what an editor should know of both}.
REMARKS: Registry[str, Callable[[Model, Page], list[str]]] = Registry()


def mode_for(page: Page) -> str:
    """The name of the preview mode that shows the object on `page`."""
    return f"{PREFIX}{page.pk}"


def page_of(mode: str | None) -> Page | None:
    """The page that the preview mode is about, a draft as it was last saved; None for other modes
    and pages that are gone."""
    pk = (mode or "").removeprefix(PREFIX)
    if pk == mode or not pk.isdecimal():
        return None
    page = Page.objects.filter(pk=pk, depth__gt=1).first()
    if page is None:
        return None
    page = page.specific
    return page if page.live else page.get_latest_revision_as_object()


def may_preview(user, page: Page) -> bool:
    """Whether `page`, one that `user` finds in the admin, may be shown to him.

    The editor of a section finds the pages above it too. What only some visitors may read, or
    nobody yet, he reads there only where he also works.
    """
    return (page.live and not is_restricted(page)) or may_read_draft(page, user)


def check_may_preview(request, page: Page) -> None:
    """Refuses with a PermissionDenied. request: None where nobody knows who is asking."""
    found = request and page_permission_policy.explorable_instances(request.user).filter(pk=page.pk)
    if not found or not may_preview(request.user, page):
        raise PermissionDenied


# --- The page with its marks ---------------------------------------------------------------------


class Version(NamedTuple):
    """An object that stands in for the stored one, and whether as if visitors could see it.

    attrs: what the page's own request gets beside it
    """

    obj: Model
    is_published: bool = True
    attrs: dict = {}


def seen_on(
    mode: str, now: Version, before: Version | None, absent: Version | None, request, attrs=None
) -> HttpResponse:
    """The page of the preview mode with `now` in place of the stored object, and marked what is not
    as `before`; else what is not as with `absent`, if there is such a thing.

    request: the editor's, whose cookies the page is asked with. attrs: for the page's own request
    """
    response = _rendered(mode, now, request, attrs)
    if not _is_html(response):
        return response
    html, kind = _html(response), "unseen"
    for version, name in ((before, "changed"), (absent, "unchanged")):
        other = version and _rendered(mode, version, request, attrs)
        if other and _is_html(other) and (found := marked(html, _html(other))) != html:
            html, kind = found, name
            break
    page = page_of(mode)
    remarks = [text for remark in REMARKS.values() for text in remark(now.obj, page)]
    _put(response, _with_note(html, {"kind": kind, "object": now.obj, "remarks": remarks}))
    return response


def _rendered(mode: str, version: Version, request, attrs) -> HttpResponse:
    # Another instance each time: pages remember what they have shown.
    page = page_of(mode)
    with standing_in(version.obj, version.is_published):
        modes = page.preview_modes
        own = {**(attrs or {}), **version.attrs}
        return page.make_preview_request(request, modes[0][0] if modes else "", own)


def _is_html(response: HttpResponse) -> bool:
    is_html = response.get("Content-Type", "").startswith("text/html")
    return response.status_code == 200 and is_html and not response.streaming


def _html(response: HttpResponse) -> str:
    return response.content.decode(response.charset)


def _with_note(html: str, context: dict) -> str:
    html = html.replace("</head>", f"{render_to_string(FILES)}</head>", 1)
    note = render_to_string(NOTE, context)
    return re.sub(r"<body\b[^>]*>", lambda found: f"{found[0]}{note}", html, count=1)


def _put(response: HttpResponse, html: str) -> None:
    response.content = html
    # Of another text.
    del response["ETag"]
    if "Content-Length" in response:
        response["Content-Length"] = len(response.content)


# --- Of what is edited in a form -----------------------------------------------------------------


class PreviewedOnPages:
    """Mixin for a page, snippet or setting: previews of the unsaved object inside the pages that
    show it. No search engine may keep any of its previews."""

    # The shown_on.ShownOn of the editor who has opened the stored instance: Wagtail does not say
    # for whom it asks for the modes.
    shown_on = None

    @property
    def preview_modes(self):
        return [*super().preview_modes, *(self.shown_on.modes if self.shown_on else [])]

    # Asked for often, by listings too: answered without looking for pages.
    @property
    def default_preview_mode(self):
        return super().preview_modes[0][0]

    def is_previewable(self):
        return True

    def make_preview_request(
        self, original_request=None, preview_mode=None, extra_request_attrs=None
    ):
        """For a mode of ours the request is that other page's own, with its address and site."""
        page = page_of(preview_mode)
        if page is None:
            lost = (preview_mode or "").startswith(PREFIX)
            mode = self.default_preview_mode if lost else preview_mode
            response = super().make_preview_request(original_request, mode, extra_request_attrs)
        else:
            check_may_preview(original_request, page)
            versions = self.as_edited(), self._as_stored(), self.as_absent()
            response = seen_on(preview_mode, *versions, original_request, extra_request_attrs)
        response["X-Robots-Tag"] = "noindex"
        return response

    def as_edited(self) -> Version:
        return Version(self)

    def _as_stored(self) -> Version | None:
        stored = type(self)._default_manager.filter(pk=self.pk).first()
        return stored and Version(stored, getattr(stored, "live", True))

    def as_absent(self) -> Version | None:
        """As if it were not there; None for what always is."""
        return Version(self, is_published=False)
