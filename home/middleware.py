"""Middleware of this site."""

from functools import cache

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.urls import reverse

from clinic_pages.pages.booking_frames import frame_sources


class ContentSecurityPolicy(CSPMiddleware):
    """One policy for visitors, another one for the admin. Frames are those of what is shown."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(admin_path()):
            parts.config = settings.CONTENT_SECURITY_POLICY_OF_ADMIN["DIRECTIVES"]
        parts.update = {**(parts.update or {}), "frame-src": frame_sources(request)}
        return parts


@cache
def admin_path() -> str:
    return reverse("wagtailadmin_home")
