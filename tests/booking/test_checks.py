"""Each misconfiguration of booking is named before the site starts."""

import pytest
from django.test import override_settings

from clinic_pages.booking import checks


def test_a_key_that_is_none():
    with override_settings(CLINIC_PAGES={"ENCRYPTION_KEYS": ("too-short",)}):
        [error] = checks.check_encryption_keys(None)
    assert error.id == "clinic_booking.E002"
    assert error.hint


def test_a_missing_app(monkeypatch):
    monkeypatch.setattr(checks, "REQUIRED_APPS", ["clinic_pages", "host.forgotten"])
    [error] = checks.check_installed_apps(None)
    assert error.id == "clinic_booking.E001"
    assert "host.forgotten" in error.hint


@pytest.mark.parametrize(
    "said",
    [
        {"SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")},
        {"USE_X_FORWARDED_HOST": True},
        {"USE_X_FORWARDED_PORT": True},
        # As it is called in HTTP, and as it is not in request.META.
        {"CLINIC_PAGES": {"CLIENT_IP_HEADER": "X-Real-IP"}},
        {"CLINIC_PAGES": {"CLIENT_IP_HEADER": "http_x_real_ip"}},
    ],
)
def test_visitors_who_all_have_one_address(said):
    with override_settings(**{"CLINIC_PAGES": {}} | said):
        [warning] = checks.check_client_ip_header(None)
    assert warning.id == "clinic_booking.W001"
    assert "HTTP_X_REAL_IP" in warning.hint


@pytest.mark.parametrize(
    "said",
    [
        {"CLINIC_PAGES": {}},
        {
            "CLINIC_PAGES": {"CLIENT_IP_HEADER": "HTTP_X_REAL_IP"},
            "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
            "USE_X_FORWARDED_HOST": True,
        },
    ],
)
def test_visitors_who_have_their_own(said):
    with override_settings(**said):
        assert checks.check_client_ip_header(None) == []
