"""Booking boxes, places and symptoms in version 2 of Wagtail's API, which is read by anybody.

Pages need no endpoint of ours: their fields are named in `api_fields`.
"""

from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import BaseAPIViewSet

from ..pages.booking_texts import BookingSnippet
from ..pages.finding_aids import BodyArea, Symptom


class BookingSnippetsAPIViewSet(BaseAPIViewSet):
    """Those that are published, wherever they stand."""

    model = BookingSnippet
    name = "booking_boxes"
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "heading"]

    def get_queryset(self):
        return super().get_queryset().filter(live=True)


class FindingAidsAPIViewSet(BaseAPIViewSet):
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "name", "slug"]


class BodyAreasAPIViewSet(FindingAidsAPIViewSet):
    model = BodyArea
    name = "body_areas"


class SymptomsAPIViewSet(FindingAidsAPIViewSet):
    model = Symptom
    name = "symptoms"


def register_all(router: WagtailAPIRouter) -> None:
    """Adds `booking_boxes`, `body_areas` and `symptoms` to a host's router."""
    for viewset in (BookingSnippetsAPIViewSet, BodyAreasAPIViewSet, SymptomsAPIViewSet):
        router.register_endpoint(viewset.name, viewset)
