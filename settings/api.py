"""Wagtail's API below /api/, where the setting API is on."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import path

HAS_V3 = find_spec("wagtail.api.v3") is not None
APPS = ["rest_framework", "wagtail.api.v2", *(["wagtail.api.v3"] if HAS_V3 else [])]


def urls() -> list:
    """v2 is read by anybody; v3, from Wagtail 8.0 on, is written, too, by who has a token."""
    found = [path("api/v2/", _router().urls)]
    if HAS_V3:
        found.append(path("api/v3/", import_module("wagtail.api.v3.urls").api.urls))
    return found


def _router():
    # What these import needs the apps to be loaded.
    from wagtail.api.v2.router import WagtailAPIRouter
    from wagtail.api.v2.views import PagesAPIViewSet
    from wagtail.images.api.v2.views import ImagesAPIViewSet

    from clinic_pages.api import register_all

    router = WagtailAPIRouter("wagtailapi")
    router.register_endpoint("pages", PagesAPIViewSet)
    router.register_endpoint("images", ImagesAPIViewSet)
    register_all(router)
    return router
