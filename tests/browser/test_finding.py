"""A visitor without JavaScript and without a mouse finds sciatica, and the way to book."""

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import PHONE, watched_page

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def visitor(new_context, live_server, problems):
    """A phone that runs no scripts."""
    context = new_context(**PHONE, java_script_enabled=False)
    yield from watched_page(context, live_server.url, problems)


def tab_to(page: Page, name: str, role="link", within="body"):
    """Moves the focus with the Tab key until it is on the element that is called so."""
    wanted = page.locator(within).get_by_role(role, name=name, exact=True)
    for _ in range(150):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and wanted.and_(focused).count():
            return focused
    raise AssertionError(f"The Tab key does not lead to the {role} “{name}”.")


def follow(page: Page, name: str, **where):
    tab_to(page, name, **where)
    page.keyboard.press("Enter")


def expect_sciatica_and_book(page: Page):
    expect(page.get_by_role("heading", level=1)).to_have_text("Sciatica")
    follow(page, "Book an appointment", within=".clinic-booking-bar")
    expect(page).to_have_url("/conditions/sciatica/#booking")
    expect(page.locator(".clinic-booking")).to_be_in_viewport()
    tab_to(page, "Request an appointment", role="button", within=".clinic-booking")
    call = tab_to(page, "Call us +353 20 910 0142", within=".clinic-booking")
    expect(call).to_have_attribute("href", "tel:+353209100142")


def test_by_name_from_a_to_z(visitor):
    visitor.goto("/")
    follow(visitor, "Conditions from A to Z")
    follow(visitor, "P", within=".clinic-letters")
    follow(visitor, "Pinched sciatic nerve")
    expect_sciatica_and_book(visitor)


def test_by_place_on_the_drawn_body(visitor):
    visitor.goto("/")
    follow(visitor, "Legs", within=".clinic-body-figure")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Legs")
    follow(visitor, "Sciatica")
    expect_sciatica_and_book(visitor)


def test_by_place_in_the_plain_list(visitor):
    visitor.goto("/conditions/")
    follow(visitor, "Legs", within=".clinic-where-it-hurts .clinic-links")
    follow(visitor, "Sciatica")
    expect_sciatica_and_book(visitor)


def test_by_symptom(visitor):
    visitor.goto("/conditions/")
    follow(visitor, "By symptom")
    follow(visitor, "Pins and needles")
    follow(visitor, "Sciatica")
    expect_sciatica_and_book(visitor)


def test_by_search(visitor):
    visitor.goto("/")
    visitor.keyboard.press("Tab")
    tab_to(visitor, "What hurts, or what are you looking for?", role="searchbox")
    visitor.keyboard.type("sciatica")
    visitor.keyboard.press("Enter")
    follow(visitor, "Sciatica", within=".clinic-search-result")
    expect_sciatica_and_book(visitor)


def test_the_menu_opens_without_a_script(visitor):
    visitor.goto("/")
    menu = visitor.get_by_role("navigation", name="Main")
    expect(menu).to_be_hidden()
    follow(visitor, "Menu", role="button")
    expect(menu).to_be_visible()
    follow(visitor, "Therapies", within=".site-nav")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Therapies")
