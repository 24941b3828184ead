"""Whose calendars the page that is being answered may show in a frame.

A page says so while it is rendered (`{% may_frame %}`), and whoever writes the answer's
Content-Security-Policy reads it: no query, and nothing that could be stale.
"""

from .booking_providers import Provider


def may_frame(request, provider: Provider) -> None:
    """request: None where nobody is answered."""
    if request is not None:
        request.clinic_frame_sources = {*frame_sources(request), *provider.frame_sources}


def frame_sources(request) -> list[str]:
    """What `frame-src` of the answer to `request` must allow besides, once it is rendered."""
    return sorted(getattr(request, "clinic_frame_sources", ()))
