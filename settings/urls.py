"""Addresses of the site."""

from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from clinic_pages import urls as clinic_pages_urls
from clinic_pages.style_page import style_page
from home.health import healthz, readyz
from home.metrics import metrics
from home.throttling import password_of_private_page
from home.views import robots_txt

# The tests look at the site without it, too.
booking = (
    [path("", include("clinic_pages.booking.urls"))]
    if apps.is_installed("clinic_pages.booking")
    else []
)
second_factor = import_module("home.two_factor").urls() if apps.is_installed("allauth.mfa") else []
urlpatterns = [
    *second_factor,
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("search/", include("search.urls")),
    path("robots.txt", robots_txt),
    path("healthz", healthz),
    path("readyz", readyz),
    *([path("metrics", metrics)] if settings.METRICS else []),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        password_of_private_page,
    ),
    *(import_module("settings.api").urls() if settings.API else []),
    path("", include(clinic_pages_urls)),
    *booking,
    *([path("styles/", style_page)] if settings.DEBUG else []),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    # Wagtail answers every address that is left, so it comes last.
    path("", include(wagtail_urls)),
]
