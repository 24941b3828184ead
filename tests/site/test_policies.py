"""What browsers are told they may do with this site's pages."""

import re

import pytest
from django.conf import settings
from django.test import Client, override_settings

from clinic_pages.models import BookingSnippet
from home.factories import BookingSnippetFactory
from settings.policies import content_security_policy, for_the_admin
from tests.page_cache.visitors import visit

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


# --- Frames --------------------------------------------------------------------------------------

SCIATICA = "/conditions/sciatica/"


def frames_of(response) -> str:
    return policy_of(response)["frame-src"]


@pytest.fixture
def snippet(tree) -> BookingSnippet:
    """Shown on all pages of the clinic."""
    tree.condition()
    snippet = BookingSnippetFactory(way="contact")
    tree.clinic.default_booking_snippet = snippet
    tree.clinic.save()
    return snippet


def show_calendar(snippet, url: str):
    snippet.way, snippet.provider_url = "embed", url
    snippet.save_revision().publish()


def test_a_page_may_frame_the_calendar_that_it_shows_and_no_other(client, snippet):
    assert frames_of(client.get(SCIATICA)) == "'self'"
    show_calendar(snippet, "https://wrenfield.uk1.cliniko.com/bookings")
    assert frames_of(client.get(SCIATICA)) == "'self' https://*.cliniko.com"
    # Where no booking box stands, nothing is framed.
    assert frames_of(client.get("/no/such/")) == "'self'"


def test_a_link_frames_nothing(client, snippet):
    snippet.way, snippet.provider_url = "link", "https://calendly.com/wrenfield"
    snippet.save_revision().publish()
    assert frames_of(client.get(SCIATICA)) == "'self'"


def test_a_draft_frames_nothing(client, snippet):
    snippet.way, snippet.provider_url = "embed", "https://calendly.com/wrenfield"
    snippet.save_revision()
    assert frames_of(client.get(SCIATICA)) == "'self'"


def test_kept_pages_have_the_right_one_and_end_when_it_changes(
    page_cache, snippet, django_capture_on_commit_callbacks
):
    show_calendar(snippet, "https://calendly.com/wrenfield")
    first, second = visit(SCIATICA), visit(SCIATICA)
    assert "hit" in second["Cache-Status"]
    expected = "'self' https://calendly.com https://www.calendly.com"
    assert frames_of(first) == frames_of(second) == expected
    with django_capture_on_commit_callbacks(execute=True):
        show_calendar(snippet, "https://wrenfield.uk1.cliniko.com/bookings")
    assert frames_of(visit(SCIATICA)) == "'self' https://*.cliniko.com"


def test_previews_show_the_calendar_that_is_being_written(admin_client, snippet):
    snippet.way, snippet.provider_url = "embed", "https://calendly.com/wrenfield"
    snippet.save_revision()
    url = f"/admin/snippets/clinic_pages/bookingsnippet/preview/{snippet.pk}/"
    fields = {"heading": "Book", "text": "null", "way": "embed"}
    typed = {**fields, "provider_url": '<iframe src="https://calendly.com/wrenfield"></iframe>'}
    assert admin_client.post(url, typed).json()["is_valid"]
    preview = admin_client.get(url)
    assert b"clinic-embed" in preview.content
    assert "https://calendly.com" in frames_of(preview)
    # The admin itself frames its own previews alone.
    assert frames_of(admin_client.get("/admin/")) == "'self'"
