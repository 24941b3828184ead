"""A condition page as a download."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from ...pages.conditions import ConditionPage
from .files import download


def export_page(request, page_id: int) -> HttpResponse:
    """Its latest draft, for who may edit it."""
    page = get_object_or_404(ConditionPage, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    name, content = download([page])
    kind = "application/zip" if name.endswith(".zip") else "text/markdown; charset=utf-8"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=kind, headers=headers)
