"""Addresses of the plugin. Include them before Wagtail's, at the front of the site: ""."""

from django.urls import path, re_path

from .search_engines import views

app_name = "clinic_pages"
urlpatterns = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", views.sitemap_file, name="sitemap_file"),
    # Eight at least, so that robots.txt is not taken for a key.
    re_path(r"^(?P<key>[A-Za-z0-9-]{8,128})\.txt$", views.indexnow_key, name="indexnow_key"),
]
