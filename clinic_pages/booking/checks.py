"""System checks of the booking app; those of the pages are in clinic_pages.checks."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Warning, register

from ..conf import get_conf
from .encryption import is_key

REQUIRED_APPS = ["clinic_pages", "wagtail_modeladmin"]


@register()
def check_installed_apps(app_configs, **kwargs):
    return [
        Error(
            f"clinic_pages.booking needs {name!r}, which is not installed.",
            hint=f'Add "{name}" to INSTALLED_APPS.',
            id="clinic_booking.E001",
        )
        for name in REQUIRED_APPS
        if not apps.is_installed(name)
    ]


@register()
def check_encryption_keys(app_configs, **kwargs):
    keys = get_conf().encryption_keys
    return [
        Error(
            f"CLINIC_PAGES['ENCRYPTION_KEYS'][{number}] is no Fernet key.",
            hint="Make one with cryptography.fernet.Fernet.generate_key(): see docs/settings.md.",
            id="clinic_booking.E002",
        )
        for number, key in enumerate(keys if isinstance(keys, tuple) else ())
        if not is_key(key)
    ]


@register()
def check_booking_challenge(app_configs, **kwargs):
    if not get_conf().booking_challenge or apps.is_installed("altcha_django"):
        return []
    return [
        Error(
            "CLINIC_PAGES['BOOKING_CHALLENGE'] is on, but altcha_django is not installed.",
            hint='Install altcha-django and add "altcha_django" to INSTALLED_APPS.',
            id="clinic_booking.E003",
        )
    ]


# What a site says that stands behind a proxy.
BEHIND_A_PROXY = ("SECURE_PROXY_SSL_HEADER", "USE_X_FORWARDED_HOST", "USE_X_FORWARDED_PORT")


@register()
def check_client_ip_header(app_configs, **kwargs):
    header = str(get_conf().client_ip_header)
    signs = [name for name in BEHIND_A_PROXY if getattr(settings, name, None)]
    if header == "REMOTE_ADDR" and signs:
        return [_one_limit_for_all(f"{signs[0]} says that a proxy is in front")]
    # As request.META names headers.
    if header != header.upper() or "-" in header:
        return [_one_limit_for_all(f"{header!r} is no key of request.META")]
    return []


def _one_limit_for_all(why: str) -> Warning:
    return Warning(
        f"All visitors share one limit of booking requests: {why}, and "
        "CLINIC_PAGES['CLIENT_IP_HEADER'] does not say where a visitor's address stands.",
        hint='Set it to what the proxy sets itself: "HTTP_X_REAL_IP" or "HTTP_X_FORWARDED_FOR".',
        id="clinic_booking.W001",
    )
