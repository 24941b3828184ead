"""Each misconfiguration is named before the site starts."""

import pytest
from django.core.checks import run_checks
from django.db import models
from django.test import override_settings

from clinic_pages import checks
from clinic_pages.conf import get_conf
from clinic_pages.pages.base import ClinicPage
from clinic_pages.pages.reviewed import ReviewedMixin

SHARED = {
    "default": {
        "BACKEND": "clinic_pages.page_cache.caches.RedisCache",
        "LOCATION": "redis://127.0.0.1:1",
    }
}


def found_ids() -> set[str]:
    return {check.id for check in run_checks() if check.id.startswith("clinic_")}


def test_the_reference_site_is_well_configured():
    assert found_ids() == set()


@pytest.mark.parametrize(
    "check, settings, check_id",
    [
        (checks.check_page_model, {"WAGTAIL_PAGE_MODEL": "host.Page"}, "clinic_pages.E001"),
        (checks.check_setting_keys, {"CLINIC_PAGES": {"COLOUR": 1}}, "clinic_pages.E003"),
        (
            checks.check_setting_values,
            {"CLINIC_PAGES": {"IMPORT_MAX_BYTES": "many"}},
            "clinic_pages.E004",
        ),
        (
            checks.check_indexnow,
            {"CLINIC_PAGES": {"INDEXNOW_KEY": "with spaces"}},
            "clinic_pages.E006",
        ),
        (
            checks.check_indexnow,
            {"CLINIC_PAGES": {"INDEXNOW_ENDPOINT": "file:///etc/passwd"}},
            "clinic_pages.E007",
        ),
        (
            checks.check_page_cache,
            {"CLINIC_PAGES": {"PAGE_CACHE": "nowhere"}},
            "clinic_pages.E009",
        ),
        (
            checks.check_page_cache,
            {"CLINIC_PAGES": {"PAGE_CACHE": "default"}},
            "clinic_pages.E010",
        ),
        (
            checks.check_page_cache,
            {"CLINIC_PAGES": {"PAGE_CACHE": "default"}, "CACHES": SHARED, "MIDDLEWARE": []},
            "clinic_pages.E011",
        ),
        (
            checks.check_that_there_is_a_page_cache,
            {"CLINIC_PAGES": {"PAGE_CACHE": ""}},
            "clinic_pages.I001",
        ),
    ],
)
def test_wrong_settings(check, settings, check_id):
    with override_settings(**settings):
        [error] = check(None)
    assert error.id == check_id
    assert error.hint


def test_a_base_that_stands_behind_clinic_page():
    class Priced(models.Model):
        services = models.TextField()

        class Meta:
            abstract = True

    class Behind(ClinicPage, ReviewedMixin, Priced):
        class Meta:
            abstract = True

    class Before(Priced, ClinicPage):
        class Meta:
            abstract = True

    assert checks.hidden_answers(Behind) == [(Priced, ["services"])]
    assert checks.hidden_answers(Before) == []
    fields = {field.name for field in Behind._meta.get_fields()}
    assert {"author", "last_reviewed"} <= fields and "services" not in fields


def test_a_missing_app(monkeypatch):
    monkeypatch.setattr(checks, "REQUIRED_APPS", ["wagtail.images", "host.forgotten"])
    [error] = checks.check_installed_apps(None)
    assert error.id == "clinic_pages.E002"
    assert "host.forgotten" in error.hint


def test_a_missing_base_template(settings):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": []}]
    assert found_ids() == {"clinic_pages.E005"}


def test_settings_are_read_anew(settings):
    assert get_conf().import_max_bytes == 1_000_000
    settings.CLINIC_PAGES = {"IMPORT_MAX_BYTES": 5}
    assert get_conf().import_max_bytes == 5


def test_documents_that_anybody_can_have():
    with override_settings(ROOT_URLCONF="tests.project.careless"):
        [warning] = checks.check_documents(None)
    assert warning.id == "clinic_pages.W001"
    with override_settings(ROOT_URLCONF="tests.project.careless", DEBUG=True):
        assert not checks.check_documents(None)
