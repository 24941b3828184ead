"""A host that speaks several languages, its search, too."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from tests.urls_in_languages import urlpatterns as of_pages

urlpatterns = [
    *i18n_patterns(path("search/", include("search.urls")), prefix_default_language=False),
    *of_pages,
]
