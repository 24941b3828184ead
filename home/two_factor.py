"""A second factor for staff, by django-allauth: settings.TWO_FACTOR.

Whoever edits logs in with a password and a number that an app on their telephone tells. Who has no
such app yet is asked to set one up before anything else.
"""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.views.generic import RedirectView

from clinic_pages.booking.encryption import decrypt, encrypt

from .middleware import admin_path

PREFIX = "admin/account/"
# For nothing else do these secrets open.
PURPOSE = "second factor"
# The way out, and what the pages of PREFIX are made of.
OPEN_TO_ALL = ("wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite")


def urls() -> list:
    """To put before Wagtail's own, whose ways in ask for a password alone."""
    log_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
    # Wagtail's way to a new password is the one whose secrets no log shows.
    new_password = RedirectView.as_view(pattern_name="wagtailadmin_password_reset")
    return [
        path("admin/login/", log_in),
        path("_util/login/", log_in),
        path(f"{PREFIX}password/reset/", new_password),
        path(PREFIX, include("allauth.account.urls")),
        path(f"{PREFIX}second-factor/", include("allauth.mfa.urls")),
    ]


def needed(get_response):
    """Middleware: nobody edits with a password alone."""

    def middleware(request):
        if _is_in_admin(request) and _lacks_it(request.user):
            return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware


def _is_in_admin(request) -> bool:
    open_to_all = (f"/{PREFIX}", *map(reverse, OPEN_TO_ALL))
    return request.path.startswith(admin_path()) and not request.path.startswith(open_to_all)


def _lacks_it(user) -> bool:
    return user.is_authenticated and not get_adapter().is_mfa_enabled(user)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Not of whoever has only just logged in, to set one up and see the codes for the day when
        the telephone is lost."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)


class MFAAdapter(DefaultMFAAdapter):
    """What the telephone knows, too, lies encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return encrypt(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text, PURPOSE)
