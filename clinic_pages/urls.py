"""Addresses of the plugin. Include them before Wagtail's, at the front of the site: ""."""

from django.urls import path

from . import search_engine_views

urlpatterns = [
    path("sitemap.xml", search_engine_views.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", search_engine_views.sitemap_file, name="sitemap_file"),
]
