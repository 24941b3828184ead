"""The addresses of the site, after those that they are compared with.

The bare pages are answered by Wagtail's own view, whatever the site does to be quicker.
"""

from django.urls import path, re_path
from wagtail.views import serve

from benchmarks.bare.views import lookup, same_size
from settings.urls import urlpatterns as of_the_site

urlpatterns = [
    path("same-size/<int:size>/", same_size),
    path("lookup/<str:path>/", lookup),
    re_path(r"^(bare/(?:[\w\-]+/)*)$", serve),
    *of_the_site,
]
