"""The challenge for browsers, where it is on."""

import json
from unittest.mock import patch

import pytest
from altcha import Challenge, Payload, solve_challenge
from django.apps import apps

from clinic_pages.booking.checks import check_booking_challenge
from clinic_pages.booking.models import BookingRequest
from tests.booking.visitors import OPEN, TYPED, fields_of, opened, send, soup_of


@pytest.fixture
def switched_on(settings):
    settings.CLINIC_PAGES = settings.CLINIC_PAGES | {"BOOKING_CHALLENGE": True}
    # A browser has more than one core, and tests have better things to do.
    settings.ALTCHA_CHALLENGE = {"cost": 10}


def solve(response) -> str:
    """What the widget in the form would send."""
    posed = json.loads(soup_of(response).select_one("altcha-widget")["challenge"])
    challenge = Challenge.from_dict(posed)
    return Payload(challenge, solve_challenge(challenge)).to_base64()


def test_off_by_default(client, tree):
    assert not soup_of(client.get("/booking/")).select("altcha-widget, noscript")


def test_a_solved_challenge_is_taken_once_and_the_request_may_be_sent_again(
    client, tree, switched_on
):
    sent = opened(client) | TYPED | {"challenge": solve(client.post(OPEN))}
    first, again = send(client, sent), send(client, sent)
    assert (first.status_code, again.status_code) == (200, 200)
    assert BookingRequest.objects.count() == 1
    # For another request it is worth nothing.
    assert send(client, sent | {"note": "another"}).status_code == 400


@pytest.mark.parametrize("answer", [None, "", "made up", "e30="])
def test_without_an_answer_nothing_is_stored_and_nothing_typed_is_lost(
    client, tree, switched_on, answer
):
    response = send(client, opened(client) | TYPED | {"challenge": answer})
    assert response.status_code == 400
    assert soup_of(response).select("[role=alert] p")
    assert fields_of(response)["note"] == TYPED["note"]
    assert not BookingRequest.objects.exists()


def test_who_has_no_scripts_is_told_to_call(client, tree, switched_on):
    assert tree.clinic.phone in soup_of(client.get("/booking/")).noscript.get_text()


def test_the_widget_comes_from_the_site_itself(client, tree, switched_on):
    scripts = soup_of(client.get("/booking/")).select("script[src]")
    assert [each["src"] for each in scripts] == ["/static/altcha_django/altcha.min.js"]


def test_on_without_the_package_is_an_error_at_the_start(switched_on):
    assert check_booking_challenge(None) == []
    with patch.object(apps, "is_installed", lambda name: name != "altcha_django"):
        assert [each.id for each in check_booking_challenge(None)] == ["clinic_booking.E003"]
