"""Wagtail's forms for redirects, which here refuse circles. Their addresses are taken over."""

from django.apps import apps
from django.urls import path
from wagtail import hooks

if apps.is_installed("wagtail.contrib.redirects"):
    from . import removal  # noqa: F401


# Before Wagtail's own.
@hooks.register("register_admin_urls", order=-1)
def register_redirect_forms():
    if not apps.is_installed("wagtail.contrib.redirects"):
        return []
    from .views import CreateRedirectView, EditRedirectView

    return [
        path("redirects/add/", CreateRedirectView.as_view()),
        path("redirects/<int:redirect_id>/", EditRedirectView.as_view()),
    ]
