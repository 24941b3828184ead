"""A published page, and of each part where its words come from."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from ..lib.previews import may_preview
from .nodes import SHOWS

LIVE = "clinic_pages_origins:live"


def live_page(request, pk: int):
    """Rendered for this user alone, at an address of the admin: what visitors get has no marks, and
    no cache gets these."""
    page = get_object_or_404(Page.objects.live(), pk=pk).specific
    if not may_preview(request.user, page):
        raise PermissionDenied
    response = page.make_preview_request(request, page.default_preview_mode, {SHOWS: True})
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
