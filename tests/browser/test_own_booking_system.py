"""A clinic's own booking system on its page, as visitors and editors meet it.

The provider is played: it answers, refuses to be framed, or takes its time.
"""

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from clinic_pages.models import BookingSnippet
from tests.browser.editing import click_publish, sign_in
from tests.browsing import wait_until, watched_page
from tests.gates.test_accessibility import violations

pytestmark = pytest.mark.usefixtures("demo")

SCIATICA = "/conditions/sciatica/"
HOST = "https://wrenfield.uk1.cliniko.com"
CALENDAR = f"{HOST}/bookings"
REFUSED = {"X-Frame-Options": "DENY", "Content-Security-Policy": "frame-ancestors 'none'"}
WIDTHS = [320, 390, 1280]

# Whether a click calls or writes to the clinic.
COUNT_CALLS = """
    window.calls = 0;
    document.addEventListener("click", (event) => {
        if (!event.target.closest("[href^='tel:'], [href^='mailto:']")) return;
        window.calls += 1;
        event.preventDefault();
    });
"""
PLACES = """
    [...document.querySelectorAll(".clinic-booking__ways a")].map((link) => {
        const { x, y, width, height } = link.getBoundingClientRect();
        return [x, y, width, height];
    })
"""


class Provider:
    """What it was asked for, and how it answers. While it is silent, it answers to nobody."""

    def __init__(self):
        self.requests, self.waiting = [], []
        self.headers, self.is_silent = {}, False

    def on_request(self, route):
        self.requests.append(route.request)
        if self.is_silent:
            self.waiting.append(route)
        else:
            self._answer(route)

    def speak(self):
        self.is_silent = False
        while self.waiting:
            self._answer(self.waiting.pop())

    def _answer(self, route):
        html = "<!doctype html><title>Cliniko</title><h1>Choose a time</h1>"
        route.fulfill(content_type="text/html", headers=self.headers, body=html)

    def forget_requests(self) -> int:
        """How many there were, none of which may tell where the visitor is."""
        referrers = [request.headers.get("referer") for request in self.requests]
        assert not any(referrers), referrers
        self.requests.clear()
        return len(referrers)


@pytest.fixture
def provider(problems):
    provider = Provider()
    yield provider
    provider.forget_requests()
    # That it was asked, after the click, is what is wanted here.
    problems[:] = [line for line in problems if HOST not in line]


@pytest.fixture(autouse=True)
def snippet(demo) -> BookingSnippet:
    snippet = BookingSnippet.objects.get()
    snippet.way, snippet.provider_url = "embed", CALENDAR
    snippet.save_revision().publish()
    return snippet


@pytest.fixture
def open_at(new_context, live_server, problems, provider):
    """Opens the page about sciatica in a window of this width."""
    opened = []

    def open_at(width: int, **options) -> Page:
        screen = {"viewport": {"width": width, "height": 740}, "has_touch": width < 600}
        pages = watched_page(new_context(**screen, **options), live_server.url, problems)
        opened.append(pages)
        page = next(pages)
        page.context.route(f"{HOST}/**", provider.on_request)
        page.goto(SCIATICA)
        page.wait_for_load_state("networkidle")
        assert not provider.requests, "nothing of the provider is asked for before the click"
        return page

    yield open_at
    for pages in opened:
        next(pages, None)


def opener(page: Page):
    return page.locator("[data-clinic-embed-open]")


def way_out(page: Page):
    return page.get_by_role("link", name="Open it in a window of its own")


def test_a_double_click_opens_it_and_calls_nobody(open_at, provider):
    for width in WIDTHS:
        page = open_at(width)
        page.evaluate(COUNT_CALLS)
        opener(page).scroll_into_view_if_needed()
        before, scrolled = page.evaluate(PLACES), page.evaluate("scrollY")
        assert len(before) == 3, "the calendar, the telephone, the e-mail"
        expect(opener(page)).to_have_accessible_name("Open the booking calendar")
        opener(page).dblclick()

        frame = page.frame_locator("iframe[title='Booking calendar of Cliniko']")
        expect(frame.get_by_role("heading", name="Choose a time")).to_be_visible()
        expect(opener(page)).to_have_accessible_name("The calendar is below")
        expect(way_out(page)).to_be_visible()
        assert page.url.endswith(SCIATICA), width
        assert page.evaluate("calls") == 0, width
        assert page.evaluate(PLACES) == before, width
        assert page.evaluate("scrollY") == scrolled, width
        assert provider.forget_requests() == 1, width
        fits(page, width)
        assert not violations(page), width


def fits(page: Page, width: int):
    """The calendar has the card's whole width on a telephone, and nothing sticks out."""
    card = page.locator(".clinic-booking").bounding_box()
    calendar = page.locator("iframe").bounding_box()
    if width < 600:
        assert (calendar["x"], calendar["width"]) == (card["x"], card["width"]), width
    assert calendar["width"] > 0.85 * card["width"], width
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_slow_and_refused_it_leaves_a_link(open_at, provider, problems):
    for width in WIDTHS:
        provider.is_silent, provider.headers = True, REFUSED
        page = open_at(width)
        page.clock.install()
        opener(page).click()
        status = page.locator("[data-clinic-embed]").get_by_role("status")
        expect(status).to_have_text("The calendar is loading…")
        expect(way_out(page)).to_be_visible()
        place = way_out(page).bounding_box()
        wait_until(page, lambda: provider.waiting)
        page.clock.fast_forward(8_000)
        expect(status).to_contain_text("Cliniko is taking long to answer")

        # Now it refuses, which no script is told.
        provider.speak()
        expect(status).to_be_empty()
        expect(page.frame_locator("iframe").get_by_role("heading")).to_have_count(0)
        assert any("frame" in line and HOST in line for line in problems), problems
        assert way_out(page).bounding_box() == place, width
        with page.expect_popup() as opened:
            way_out(page).click()
        expect(opened.value.get_by_role("heading", name="Choose a time")).to_be_visible()
        assert opened.value.evaluate("opener") is None, width
        assert provider.forget_requests() == 2, width


def test_without_scripts_it_is_a_link(open_at, provider):
    for width in WIDTHS:
        page = open_at(width, java_script_enabled=False)
        expect(page.locator("iframe, .clinic-embed__calendar")).to_have_count(0)
        page.get_by_role("link", name="Open the booking calendar").click()
        expect(page.get_by_role("heading", name="Choose a time")).to_be_visible()
        assert page.url == CALENDAR, width
        assert provider.forget_requests() == 1, width


def test_from_the_keyboard_one_is_taken_to_the_calendar(open_at):
    page = open_at(1280)
    opener(page).focus()
    page.keyboard.press("Enter")
    expect(page.locator("iframe")).to_be_focused()
    expect(page.locator("iframe")).to_be_in_viewport()


def test_an_editor_is_told_whose_address_it_is(page: Page, snippet):
    User.objects.create_superuser("mara", password="a-long-password")
    sign_in(page)
    page.goto(f"/admin/snippets/clinic_pages/bookingsnippet/edit/{snippet.pk}/")
    field, remarks = page.locator("#id_provider_url"), page.locator("[data-clinic-remarks]")
    expect(remarks).to_contain_text("An address of Cliniko.")
    field.fill('<iframe src="https://calendly.com/wrenfield?a=1&amp;b=2"></iframe>')
    expect(remarks).to_contain_text("the address is kept: https://calendly.com/wrenfield?a=1&b=2")
    expect(remarks).to_contain_text("An address of Calendly.")
    # First, or autosave would be told that such a calendar is not possible.
    page.locator("#id_way").select_option("link")
    field.fill("https://bookings.example/wrenfield")
    expect(remarks).to_contain_text("bookings.example belongs to no booking provider that we know")
    field.fill("https://caIendly.com/wrenfield")
    expect(remarks).to_contain_text("caiendly.com looks like an address of Calendly")
    click_publish(page)
    warned = page.locator(".messages").get_by_text(re.compile("caiendly.com looks like"))
    expect(warned).to_be_visible()
    snippet.refresh_from_db()
    assert snippet.provider_url == "https://caIendly.com/wrenfield"
