from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from clinic_pages.sitemaps import ClinicSitemap
from clinic_pages.style_page import style_page
from home.views import healthz, robots_txt
from search.views import search

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("search/", search, name="search"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": ClinicSitemap}}, name="sitemap"),
    path("robots.txt", robots_txt),
    path("healthz", healthz),
    *([path("styles/", style_page)] if settings.DEBUG else []),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    # Wagtail answers every address that is left, so it comes last.
    path("", include(wagtail_urls)),
]
