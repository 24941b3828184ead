"""The ways to book that a booking box can offer."""

from dataclasses import replace

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
    "acuity": "https://app.squarespacescheduling.com/schedule.php?owner=24&appointmentType=27",
    "cal": "https://cal.com/clinic/first-visit",
    "calendly": "https://www.calendly.com/clinic/30min",
    "cliniko": "https://wrenfield.uk1.cliniko.com/bookings",
    "doctolib": "https://www.doctolib.de/heilpraktiker/wien/wrenfield",
    "fresha": "https://www.fresha.com/book-now/wrenfield-wq7vlwkv/services",
    "jane": "https://wrenfield.janeapp.co.uk/",
    "phorest": "https://www.phorest.com/salon/wrenfield",
    # A host's own: tests/host/apps.py.
    "rota": "https://book.rota.example/wrenfield",
    "setmore": "https://wrenfield.setmore.com/",
    "simplybook": "https://wrenfield.simplybook.it/v2/",
    "square": "https://book.squareup.com/appointments/g74/location/LH1/services",
    "timify": "https://book.timify.com/?accountId=662ab0",
    "treatwell": "https://widget.treatwell.ie/place/wrenfield/",
}


@pytest.mark.parametrize("code", PROVIDERS)
def test_each_provider_is_known_by_its_address(code):
    chosen = snippet("link", ADDRESSES[code])
    chosen.clean()
    assert chosen.provider == PROVIDERS[code]


FRAMED = [code for code, provider in PROVIDERS.items() if provider.is_framed]


@pytest.mark.parametrize("code", FRAMED)
def test_a_calendar_that_can_be_framed_can_be_shown(code):
    snippet("embed", ADDRESSES[code]).clean()
    assert PROVIDERS[code].frame_sources


@pytest.mark.parametrize("code", sorted(PROVIDERS.keys() - FRAMED))
def test_any_other_is_refused_by_name(code):
    with pytest.raises(ValidationError, match=f"A calendar of {PROVIDERS[code].name} cannot"):
        snippet("embed", ADDRESSES[code]).clean()
    assert not PROVIDERS[code].frame_sources


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


def test_a_calendar_that_can_no_longer_be_framed_becomes_a_link(client, tree, monkeypatch):
    monkeypatch.setitem(PROVIDERS, "cliniko", replace(PROVIDERS["cliniko"], is_framed=False))
    booking = shown(client, tree, "embed", ADDRESSES["cliniko"])
    assert texts(booking, "a.clinic-button")[0] == "Book online at Cliniko"
    assert not booking.select("template")


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
    allowed = set(frame_hosts())
    assert allowed >= {
        "https://*.cliniko.com",
        "https://calendly.com",
        "https://www.calendly.com",
        "https://book.rota.example",
    }
    assert not any("fresha" in source for source in allowed)
