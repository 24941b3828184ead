"""Reception works a request to "booked", with a keyboard, a mouse or a thumb."""

import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from clinic_pages.booking.models import BookingMail, BookingRequest
from home.factories import PractitionerPageFactory, PractitionersPageFactory
from tests.booking.reception import EMAIL, NAME, NOTE, make_request, make_user, next_monday
from tests.gates.test_accessibility import violations

# The words of buttons that do not fit into them.
CLIPPED = """() => {
  // Without what is for screen readers only: what is left of a button that is an icon is nothing.
  const words = each => [...each.childNodes].filter(node => !node.classList?.contains("w-sr-only"))
    .map(node => node.textContent).join("").trim();
  return [...document.querySelectorAll("main .button")]
    .filter(each => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)
    // Wagtail's own, for what is ticked, which come up from below.
    .filter(each => !each.closest(".footer"))
    .map(words).filter(Boolean);
}"""


@pytest.fixture
def maeve(tree):
    team = PractitionersPageFactory(parent=tree.home)
    return PractitionerPageFactory(parent=team, title="Maeve Lin")


@pytest.fixture
def request_(tree):
    therapy = tree.therapy(duration_minutes=45)
    make_request(tree, name="Somebody Else", email="else@patient.example", phone="")
    return make_request(tree, therapy=therapy)


def sign_in(page, role="Reception"):
    make_user(role, "rita")
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("rita")
    page.get_by_label("Password").fill("a-long-password")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/admin/$"))


def are_clipped(page) -> bool:
    """Whether something stands beyond the right edge, where nobody can scroll to it."""
    return page.evaluate("""() => {
      const main = document.querySelector("main");
      return Math.max(main.scrollWidth - main.clientWidth,
                      document.documentElement.scrollWidth - innerWidth) > 0;
    }""")


def work_to_booked(page):
    expect(page.get_by_text("2 requests wait, 2 of which nobody has answered.")).to_be_visible()
    page.get_by_role("link", name="Open the desk").click()
    page.get_by_label("Name, telephone, e-mail or reference").fill("roisin")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Somebody Else")).to_be_hidden()
    assert "roisin" not in page.url.lower()
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_text(NOTE)).to_be_visible()
    assert NAME not in page.title()

    page.get_by_role("textbox", name="Note").fill("Called: Monday is fine.")
    page.get_by_role("button", name="I have contacted the patient").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_text("Called: Monday is fine.")).to_be_visible()

    page.get_by_role("link", name="Book", exact=True).click()
    expect(page.get_by_label("Length in minutes")).to_have_value("45")
    page.get_by_label("Day").fill(f"{next_monday():%Y-%m-%d}")
    page.get_by_label("Time").fill("14:03")
    page.get_by_label("Practitioner").select_option("Maeve Lin")
    page.get_by_role("button", name="Book", exact=True).click()
    expect(page.get_by_text("Times go in steps of five minutes")).to_be_visible()
    page.get_by_label("Time").fill("14:30")
    page.get_by_role("button", name="Book", exact=True).click()
    expect(page.get_by_text("The appointment is booked.")).to_be_visible()
    expect(page.locator(".clinic-request__time")).to_contain_text("2:30 p.m.")


def test_a_request_is_worked_to_booked(page, request_, maeve):
    sign_in(page)
    badge = page.get_by_role("link", name="Desk, 2 wait")
    drawn = badge.evaluate("link => getComputedStyle(link, '::after').content")
    assert drawn == '"2"'
    # A name typed there would be in the server's log.
    expect(page.get_by_placeholder("Search all pages")).to_have_count(1)
    expect(page.get_by_placeholder("Search all pages")).to_be_hidden()
    work_to_booked(page)
    request_.refresh_from_db()
    assert request_.status == BookingRequest.Status.BOOKED
    assert timezone.localtime(request_.appointment.starts_at).hour == 14
    expect(page.get_by_role("link", name="Desk, 1 waits")).to_be_visible()
    # The task ran in the server, after its commit.
    assert not BookingMail.objects.filter(request=request_, sent_at=None).exists()
    assert {message.to[0] for message in mail.outbox} == {EMAIL, "hello@clinic.example"}


def test_on_a_telephone_too(phone, request_, maeve):
    sign_in(phone)
    work_to_booked(phone)
    for address in ("", f"inspect/{request_.pk}/", f"book/{request_.pk}/"):
        phone.goto(f"/admin/booking-desk/{address}")
        assert not are_clipped(phone), address


def test_who_comes_second_is_told(page, new_context, request_, live_server):
    sign_in(page)
    address = f"/admin/booking-desk/inspect/{request_.pk}/"
    page.goto(address)
    other = new_context(storage_state=page.context.storage_state()).new_page()
    other.goto(address)
    other.get_by_role("button", name="It is spam").click()
    expect(other.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("textbox", name="Note").fill("No answer.")
    page.get_by_role("button", name="I have contacted the patient").click()
    expect(page.get_by_text("Somebody was quicker")).to_be_visible()
    expect(page.get_by_text("No answer.")).to_be_visible()
    request_.refresh_from_db()
    assert request_.status == BookingRequest.Status.SPAM


def test_marketing_is_refused(page, request_):
    sign_in(page, "Marketing")
    page.get_by_role("button", name="Clinic").click()
    expect(page.get_by_role("link", name="Booking boxes")).to_be_visible()
    expect(page.get_by_role("link", name="Desk", exact=True)).to_have_count(0)
    page.goto(f"/admin/booking-desk/inspect/{request_.pk}/")
    expect(page.get_by_text("you do not have permission")).to_be_visible()
    expect(page.get_by_text(NAME)).to_have_count(0)


def test_whom_to_call_before_somebody_goes_is_accessible(page, request_, maeve):
    """The other screens: see test_screens.py."""
    sign_in(page, "Clinic manager")
    BookingRequest.objects.filter(pk=request_.pk).update(practitioner=maeve)
    page.goto(f"/admin/pages/{maeve.pk}/unpublish/")
    expect(page.get_by_role("heading", name="Whom to call")).to_be_visible()
    assert not violations(page)
    assert not are_clipped(page)


def test_the_list_follows_what_is_typed(page, request_):
    """What is typed stands in no address, also not in the history; focus stays where it is."""
    sign_in(page)
    page.goto("/admin/booking-desk/")
    steps = page.evaluate("history.length")
    box = page.get_by_label("Name, telephone, e-mail or reference")
    box.press_sequentially("o isin")
    box.clear()
    box.press_sequentially("rois", delay=30)
    expect(page.get_by_text("Somebody Else")).to_be_hidden()
    expect(page.get_by_role("status").filter(has_text="1 request found")).to_have_count(1)
    expect(box).to_be_focused()
    expect(page).to_have_url(re.compile(r"/admin/booking-desk/\?q="))
    assert "rois" not in page.url and page.evaluate("history.length") == steps

    page.get_by_role("button", name="Show filters").click()
    page.get_by_role("button", name="Status").click()
    page.get_by_label("Declined").check()
    expect(page.get_by_text("No request found.").first).to_be_visible()
    expect(page).to_have_url(re.compile("status=declined"))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
    page.reload()
    expect(box).to_have_value("rois")
    expect(page.get_by_text("Somebody Else")).to_be_hidden()
