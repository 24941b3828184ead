"""The addresses of the site, after those that they are compared with."""

from django.urls import path, re_path

from benchmarks.bare.views import lookup, same_size, serve_bare
from settings.urls import urlpatterns as of_the_site

urlpatterns = [
    path("same-size/<int:size>/", same_size),
    path("lookup/<str:path>/", lookup),
    re_path(r"^(bare/(?:[\w\-]+/)*)$", serve_bare),
    *of_the_site,
]
