"""The ways to book that a booking text can offer."""

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings

from clinic_pages.models import BookingSnippet
from clinic_pages.pages.booking_providers import PROVIDERS, frame_hosts
from tests.trees import read, texts


def snippet(way, url="") -> BookingSnippet:
    return BookingSnippet(heading="Book", way=way, provider_url=url)


def shown(client, tree, way, url=""):
    chosen = snippet(way, url)
    chosen.save()
    tree.clinic.default_booking_snippet = chosen
    tree.clinic.save()
    return read(client, tree.condition()).select_one(".clinic-booking")


ADDRESSES = {
    "acuity": "https://clinic.as.me/",
    "cal": "https://cal.com/clinic/first-visit",
    "calendly": "https://calendly.com/clinic/30min",
    "cliniko": "https://wrenfield.uk1.cliniko.com/bookings",
    "jane": "https://wrenfield.janeapp.co.uk/",
    "phorest": "https://www.phorest.com/salon/wrenfield",
}


@pytest.mark.parametrize("code", PROVIDERS)
def test_each_providers_calendar_can_be_shown(code):
    chosen = snippet("embed", ADDRESSES[code])
    chosen.clean()
    assert chosen.provider == PROVIDERS[code]


@pytest.mark.parametrize("way", ["link", "embed"])
@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "Enter the address"),
        ("http://calendly.com/clinic", "Begin it with https://"),
        ("javascript:alert(1)", "Begin it with https://"),
        ("//calendly.com/clinic", "Begin it with https://"),
        ("calendly.com/clinic", "Begin it with https://"),
        ("https://calendly.com@evil.example/", "Leave out the user name"),
        ("https://calendly.com:8443/clinic", "Leave out the user name and the port"),
        ("https://calendly.com:x/clinic", "no web address"),
        ("https://[calendly.com/", "no web address"),
        ("https://calendly.com/a b", "no spaces"),
        ("https://calendly.com\\@evil.example/", "no spaces and no backslashes"),
        ("https://localhost/book", "no web address of a provider"),
        ("https://calendly.com/clinic?api_key=1", "holds a secret"),
    ],
)
def test_an_unsafe_address_is_refused_with_the_reason(way, url, says):
    with pytest.raises(ValidationError) as refused:
        snippet(way, url).clean()
    assert says in refused.value.message_dict["provider_url"][0]


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/calendly.com",
        "https://calendly.com.evil.example/",
        "https://notcalendly.com/",
        "https://cliniko.com/",
    ],
)
def test_only_a_known_providers_calendar_is_shown_on_a_page_but_any_is_linked(url):
    snippet("link", url).clean()
    with pytest.raises(ValidationError, match="Cliniko"):
        snippet("embed", url).clean()


def test_the_address_of_another_way_does_not_matter():
    snippet("request", "http://old.example").clean()


def test_a_link(client, tree):
    booking = shown(client, tree, "link", "https://bookings.example/wrenfield")
    link = booking.select_one("a.clinic-button")
    assert link["href"] == "https://bookings.example/wrenfield"
    assert set(link["rel"]) == {"noopener", "noreferrer"}
    assert texts(booking, "a.clinic-button")[0] == "Book online at bookings.example"


def test_nothing_of_a_provider_is_loaded_before_the_click(client, tree):
    booking = shown(client, tree, "embed", ADDRESSES["cliniko"])
    assert not booking.select("iframe")
    assert [tag["src"] for tag in booking.select("[src]")] == [
        "/static/clinic_pages/booking_embed.js"
    ]
    assert "Cliniko learns that you are here" in booking.get_text()
    # Without scripts it is a link.
    assert booking.select_one("a.clinic-button")["href"] == ADDRESSES["cliniko"]


def test_telephone_and_e_mail_only(client, tree):
    booking = shown(client, tree, "contact")
    assert [a["href"].partition(":")[0] for a in booking.select("a")] == ["tel", "mailto"]
    assert not booking.select("form")


@override_settings(ROOT_URLCONF="tests.urls_without_the_plugin")
def test_without_the_plugins_addresses_there_is_no_form_to_open(client, tree):
    booking = shown(client, tree, "request")
    assert not booking.select("form")
    assert booking.select("a[href^='tel:']")


def test_what_a_content_security_policy_must_allow():
    assert "https://*.cliniko.com" in frame_hosts()
    assert "https://calendly.com" in frame_hosts()
