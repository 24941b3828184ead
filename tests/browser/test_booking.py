"""A visitor asks for an appointment from the sciatica page."""

import pytest
from playwright.sync_api import Page, expect

from clinic_pages.booking.form import tokens
from clinic_pages.booking.models import BookingCount, BookingRequest
from tests.booking.visitors import TYPED
from tests.browser.test_finding import tab_to
from tests.browsing import PHONE, wait_until, watched_page

SCIATICA, BOOK = "/conditions/sciatica/", "/book/"
CONSENT = (
    "I agree that Wrenfield Clinic stores and uses what I have entered here to answer my request."
)


pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def in_a_hurry(monkeypatch):
    """Nobody has to wait until a form is no longer taken for a program's."""
    monkeypatch.setattr(tokens, "SECONDS_TOO_FAST", 0)


def wait_as_long_as_a_person_takes(page: Page):
    token = page.locator("input[name=token]").input_value()
    wait_until(page, lambda: not tokens.read(token).is_too_fast)


@pytest.fixture
def without_scripts(new_context, live_server, problems):
    context = new_context(**PHONE, java_script_enabled=False)
    yield from watched_page(context, live_server.url, problems)


@pytest.fixture
def refused(problems):
    """Forgives what Chromium says of an answer that refuses what was typed."""
    yield
    problems[:] = [line for line in problems if "422 (Unprocessable" not in line]


def stored() -> BookingRequest:
    return BookingRequest.objects.get()


def test_on_a_phone_without_scripts(without_scripts: Page, in_a_hurry):
    page = without_scripts
    page.goto(SCIATICA)
    page.get_by_role("button", name="Request an appointment").click()
    assert "sciatica" not in page.url
    page.get_by_label("Your name").fill(TYPED["name"])
    page.get_by_label("E-mail").fill(TYPED["email"])
    page.get_by_text("Tuesday", exact=True).click()
    page.get_by_label("I agree that").check()
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")
    expect(page.get_by_text(stored().reference)).to_be_visible()
    assert stored().days == [2]
    assert not page.context.cookies()
    # Reloaded, it is sent again and stored once.
    page.reload()
    expect(page.get_by_text(stored().reference)).to_be_visible()


def expect_on_first_screen(page: Page, part):
    box = part.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"]
    assert page.evaluate("scrollY") == 0


def test_the_book_page_of_a_phone_without_scripts_begins_with_the_button(without_scripts: Page):
    page = without_scripts
    page.goto(BOOK)
    button = page.get_by_role("button", name="Request an appointment")
    expect_on_first_screen(page, button)
    # No place is kept for what does not come.
    expect_on_first_screen(page, page.get_by_role("link", name="Call us"))
    button.click()
    expect(page.get_by_label("Your name")).to_be_visible()


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (1280, 720)])
def test_the_book_page_begins_with_the_form(page: Page, size, refused, in_a_hurry):
    page.set_viewport_size(dict(zip(["width", "height"], size, strict=True)))
    page.goto(BOOK)
    name = page.get_by_label("Your name")
    expect(name).to_be_visible()
    expect_on_first_screen(page, name)
    assert page.evaluate("document.activeElement === document.body")
    page.get_by_label("Telephone").fill("085 765 4321 after 5")
    page.get_by_label("I agree that").check()
    page.get_by_role("button", name="Send the request").click()

    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert).to_be_in_viewport()
    expect(alert).to_contain_text("Enter one telephone number and nothing else")
    expect(page.get_by_label("Telephone")).to_have_value("085 765 4321 after 5")
    name.fill(TYPED["name"])
    page.get_by_label("Telephone").fill(TYPED["phone"])
    page.get_by_role("button", name="Send the request").click()

    thanks = page.get_by_role("heading", name="We have your request")
    expect(thanks).to_be_focused()
    expect(thanks).to_be_in_viewport()
    expect(page.get_by_text(stored().reference)).to_be_visible()
    assert BookingCount.objects.get(is_for=False).page.slug == "book"
    assert page.url.endswith(BOOK)


def test_where_the_form_does_not_come_there_is_the_button(page: Page, problems):
    page.route("**/booking/open/", lambda route: route.abort(), times=1)
    page.goto(BOOK)
    # Where a place was kept for the form, the page goes on.
    expect(page.get_by_role("link", name="Call us")).to_be_in_viewport()
    page.get_by_role("button", name="Request an appointment").click()
    expect(page.get_by_role("dialog").get_by_label("Your name")).to_be_visible()
    problems[:] = [line for line in problems if "ERR_FAILED" not in line]


def test_in_a_dialog_by_keyboard_with_an_error_corrected(page: Page, refused):
    page.goto(SCIATICA)
    tab_to(page, "Request an appointment", role="button")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_have_accessible_name("Request an appointment")
    expect(dialog.get_by_role("heading", name="Request an appointment")).to_be_focused()
    assert page.url.endswith(SCIATICA)

    tab_to(page, "Your name", role="textbox")
    page.keyboard.type(TYPED["name"])
    tab_to(page, "Telephone", role="textbox")
    page.keyboard.type("085 01")
    tab_to(page, CONSENT, role="checkbox")
    page.keyboard.press("Space")
    wait_as_long_as_a_person_takes(page)
    page.keyboard.press("Enter")

    alert = dialog.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert).to_contain_text("Enter a telephone number, for example")
    tab_to(page, alert.get_by_role("link").inner_text())
    page.keyboard.press("Enter")
    phone = dialog.get_by_role("textbox", name="Telephone")
    expect(phone).to_be_focused()
    expect(phone).to_have_attribute("aria-invalid", "true")
    expect(phone).to_have_css(
        "border-color", alert.evaluate("each => getComputedStyle(each).borderColor")
    )
    expect(dialog.get_by_role("textbox", name="Your name")).to_have_value(TYPED["name"])
    page.keyboard.press("Control+A")
    page.keyboard.type(TYPED["phone"])
    page.keyboard.press("Enter")

    expect(dialog.get_by_role("heading", name="We have your request")).to_be_focused()
    expect(dialog.get_by_text(stored().reference)).to_be_visible()
    assert stored().phone == "+353857654321"
    # Where it was opened is only counted.
    assert BookingCount.objects.get(is_for=False).page.slug == "sciatica"
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_closed_by_mistake_it_still_has_what_was_typed(page: Page):
    page.goto(SCIATICA)
    opener = page.get_by_role("button", name="Request an appointment")
    opener.click()
    page.get_by_label("Your name").fill(TYPED["name"])
    page.get_by_role("button", name="Close").click()
    opener.click()
    expect(page.get_by_label("Your name")).to_have_value(TYPED["name"])


def test_when_the_answer_is_lost_it_is_sent_again_and_stored_once(page: Page, problems, in_a_hurry):
    page.goto(SCIATICA)
    page.get_by_role("button", name="Request an appointment").click()
    page.get_by_label("Your name").fill(TYPED["name"])
    page.get_by_label("E-mail").fill(TYPED["email"])
    page.get_by_label("I agree that").check()

    def lose(route):
        """It arrives, and its answer does not."""
        route.fetch()
        route.abort()

    page.route("**/booking/", lose, times=1)
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have your request")
    expect(page.get_by_text(stored().reference)).to_be_visible()
    problems[:] = [line for line in problems if "ERR_FAILED" not in line]
