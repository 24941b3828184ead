"""What browsers are told they may do with this site's pages."""

import re

import pytest
from django.conf import settings
from django.test import Client, override_settings

from settings.policies import content_security_policy, for_the_admin

INLINE = re.compile(r"'unsafe-(inline|eval)'")


def policy_of(response) -> dict[str, str]:
    """{directive: what it allows}."""
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: allowed for name, _, allowed in parts if name}


@pytest.mark.parametrize("path", ["/", "/conditions/", "/search/?q=back", "/booking/", "/no/such/"])
def test_visitors_pages_run_nothing_that_stands_in_them(client, tree, path):
    policy = policy_of(client.get(path))
    assert not INLINE.search(" ".join(policy.values()))
    assert policy["script-src"] == policy["default-src"] == policy["form-action"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == "'none'"
    # Wagtail shows previews in a frame.
    assert policy["frame-ancestors"] == "'self'"


def test_the_page_for_faults_may_look_like_one(db):
    with override_settings(ROOT_URLCONF="tests.site.broken"):
        response = Client(raise_request_exception=False).get("/broken/")
    assert response.status_code == 500
    assert b"<style>" in response.content
    assert re.search(r"'sha256-[\w+/]{43}='", policy_of(response)["style-src"])


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/"])
def test_the_admin_has_one_of_its_own(admin_client, path):
    policy = policy_of(admin_client.get(path, follow=True))
    assert "'unsafe-inline'" in policy["script-src"]
    assert "https:" not in policy["script-src"]
    assert policy["form-action"] == "'self'"


def test_pictures_may_come_from_where_media_lie():
    policy = content_security_policy(
        settings.BASE_DIR / "templates", "https://files.example/media/"
    )
    for each in (policy, for_the_admin(policy)):
        assert "https://files.example" in each["DIRECTIVES"]["img-src"]
    local = content_security_policy(settings.BASE_DIR / "templates", "/media/")
    assert local["DIRECTIVES"]["img-src"] == ["'self'", "data:"]


def test_no_page_may_use_the_device(client, tree):
    said = client.get("/")["Permissions-Policy"]
    for feature in ("camera", "microphone", "geolocation", "payment"):
        assert f"{feature}=()" in said
