"""Addresses of a site in which something is broken."""

from django.urls import path

from settings.urls import urlpatterns as of_the_site


def broken(request):
    raise RuntimeError("It is broken.")


urlpatterns = [path("broken/", broken), *of_the_site]
