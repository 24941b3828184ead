"""A second factor for staff, by django-allauth: settings.TWO_FACTOR.

Whoever edits logs in with a password and a number that an app on their telephone tells. Who has no
such app yet is asked to set one up before anything else.
"""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.views.generic import RedirectView

from clinic_pages.booking.encryption import decrypt, encrypt

from .middleware import admin_path

PREFIX = "admin/account/"


def urls() -> list:
    """To put before Wagtail's own, whose ways in ask for a password alone."""
    log_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
    return [
        path("admin/login/", log_in),
        path("_util/login/", log_in),
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
    ways_out = (f"/{PREFIX}", reverse("wagtailadmin_logout"))
    return request.path.startswith(admin_path()) and not request.path.startswith(ways_out)


def _lacks_it(user) -> bool:
    return user.is_authenticated and not get_adapter().is_mfa_enabled(user)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        # Who is sent to set one up has only just typed the password.
        if app == "allauth.mfa" and _lacks_it(self.request.user):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)


class MFAAdapter(DefaultMFAAdapter):
    """What the telephone knows, too, lies encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)
