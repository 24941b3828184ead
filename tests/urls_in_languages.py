"""The reference site's addresses, as a host has them that speaks several languages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls

from settings.urls import urlpatterns as of_one_language

urlpatterns = [
    *of_one_language[:-1],
    *i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False),
]
