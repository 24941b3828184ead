"""Somebody in pain reads the page about sciatica: it answers first, on a phone and on a desktop."""

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import PHONE, watched_page

pytestmark = pytest.mark.usefixtures("demo")

SCIATICA = "/conditions/sciatica/"
# Pixels, on a phone of 360 x 740.
TEXT_BEGINS_WITHIN = 1600
# What leads on, and what a page is about: not before the text.
LATER = (".clinic-finding", ".clinic-related", ".clinic-booking", ".clinic-references")


@pytest.fixture
def plain_phone(new_context, live_server, problems):
    """A phone that runs no scripts."""
    context = new_context(**PHONE, java_script_enabled=False)
    yield from watched_page(context, live_server.url, problems)


def top(page: Page, selector: str) -> float:
    """Pixels from the top of the page."""
    return page.locator(selector).first.evaluate("e => e.getBoundingClientRect().top + scrollY")


def contents(page: Page):
    return page.get_by_role("navigation", name="On this page")


def test_the_text_begins_soon(phone):
    phone.goto(SCIATICA)
    first_words = top(phone, "h2:text-is('What is sciatica?') + p")
    assert first_words < TEXT_BEGINS_WITHIN
    before = ("h1", ".clinic-lead", ".clinic-care-card--emergency", ".clinic-key-facts")
    places = [top(phone, each) for each in before]
    assert places == sorted(places) and places[-1] < first_words
    assert [each for each in LATER if top(phone, each) < first_words] == []


def test_contents_are_one_tap_away_without_a_script(plain_phone):
    plain_phone.goto(SCIATICA)
    links = contents(plain_phone).get_by_role("link")
    expect(links.first).to_be_hidden()
    fold = contents(plain_phone).locator("summary")
    assert fold.bounding_box()["height"] >= 44
    fold.focus()
    plain_phone.keyboard.press("Enter")
    expect(links).to_have_count(11)
    expect(links.last).to_be_visible()
    contents(plain_phone).get_by_role("link", name="Cupping for Sciatica").tap()
    expect(plain_phone).to_have_url(f"{SCIATICA}#cupping-for-sciatica")
    expect(plain_phone.get_by_role("heading", name="Cupping for Sciatica")).to_be_in_viewport()


def test_beside_the_text_booking_and_contents_stay_in_sight(page):
    page.goto(SCIATICA)
    expect(contents(page).get_by_role("heading", name="On this page")).to_be_visible()
    expect(contents(page).get_by_role("link")).to_have_count(11)
    expect(contents(page).locator("summary")).to_be_hidden()
    heading = page.get_by_role("heading", name="What causes it?")
    heading.evaluate("e => e.scrollIntoView()")
    text, listed = heading.locator("+ p").bounding_box(), contents(page).bounding_box()
    bar = page.locator(".clinic-booking-bar")
    beside = bar.bounding_box()
    assert beside["x"] >= text["x"] + text["width"]
    assert 0 <= beside["y"] < beside["y"] + beside["height"] <= listed["y"]
    assert listed["y"] + listed["height"] <= page.viewport_size["height"]
    bar.get_by_role("link", name="Book an appointment").click()
    expect(page.locator("#booking")).to_be_in_viewport()


def test_booking_stays_in_sight_beside_a_therapys_text(page):
    page.goto("/therapies/acupuncture/")
    page.get_by_role("heading", name="Cautions").evaluate("e => e.scrollIntoView()")
    book = page.locator(".clinic-booking-bar").get_by_role("link", name="Book an appointment")
    expect(book).to_be_in_viewport(ratio=1)


def test_places_and_symptoms_lead_on_from_the_end(phone):
    phone.goto(SCIATICA)
    assert top(phone, ".clinic-finding") > top(phone, ".clinic-related")
    phone.locator(".clinic-finding").get_by_role("link", name="Pins and needles").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Pins and needles")
