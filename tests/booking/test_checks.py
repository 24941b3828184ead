"""Each misconfiguration of booking is named before the site starts."""

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
